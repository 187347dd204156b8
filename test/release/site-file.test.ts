import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { parseSiteFile } from '../../src/release/site-file';

const page = { origin: 'https://host.example', loopbackAllowed: false };
const minimal = { name: 'Site', trackers: [] };

describe('parseSiteFile accepts', () => {
  it('the one that ships', () => {
    const json: unknown = JSON.parse(
      readFileSync(new URL('../../public/site.json', import.meta.url), 'utf8'),
    );
    const local = { origin: 'http://localhost:5173', loopbackAllowed: true };
    expect(parseSiteFile(json, local)).toEqual({
      name: 'Samesum',
      contact: '',
      trackers: ['ws://localhost:5173/announce'],
      iceServers: [],
    });
  });

  it('the least', () => {
    expect(parseSiteFile(minimal, page)).toEqual({ ...minimal, contact: '', iceServers: [] });
  });

  it('everything', () => {
    const json = {
      name: 'Größe 💾',
      contact: 'mailto:a@host.example',
      trackers: ['/announce', '/a?b=c', 'wss://t.example/announce'],
      iceServers: [
        { urls: 'stun:stun.example' },
        { urls: ['stuns:s.example:5349', 'stun:[2001:db8::1]:3478'] },
        {
          urls: ['turn:t.example:3478?transport=udp', 'turns:t.example'],
          username: 'u',
          credential: 'c',
        },
      ],
      catalogue: [{ anything: true }],
    };
    expect(parseSiteFile(json, page)).toEqual({
      name: json.name,
      contact: json.contact,
      trackers: [
        'wss://host.example/announce',
        'wss://host.example/a?b=c',
        'wss://t.example/announce',
      ],
      iceServers: [{ urls: ['stun:stun.example'] }, json.iceServers[1], json.iceServers[2]],
    });
  });

  it.each([
    ['http://host.example:8080', 'ws://host.example:8080/announce'],
    ['https://192.168.0.5', 'wss://192.168.0.5/announce'],
  ])('a path on %s', (origin, url) => {
    const site = parseSiteFile({ name: 'a', trackers: ['/announce'] }, { ...page, origin });
    expect(site.trackers).toEqual([url]);
  });
});

describe('parseSiteFile refuses', () => {
  it.each([
    ['nothing', undefined, 'site.json'],
    ['null', null, 'site.json'],
    ['a text', 'site', 'site.json'],
    ['a list', [minimal], 'site.json'],
    ['an empty object', {}, 'name'],
    ['an unknown field', { ...minimal, tracker: [] }, 'tracker'],
    ['a number for a name', { ...minimal, name: 1 }, 'name'],
    ['an empty name', { ...minimal, name: ' ' }, 'name'],
    ['a long name', { ...minimal, name: 'a'.repeat(1025) }, 'name'],
    ['a list for contact', { ...minimal, contact: [] }, 'contact'],
    ['no trackers', { name: 'a' }, 'trackers'],
    ['a text for trackers', { name: 'a', trackers: '/announce' }, 'trackers'],
    ['too many trackers', { name: 'a', trackers: Array(21).fill('/a') }, 'trackers'],
    ['a number for a tracker', tracker(1), 'trackers[0]'],
    ['another origin', tracker('//elsewhere.example/announce'), 'trackers[0]'],
    ['another origin, slanted', tracker('/\\elsewhere.example/announce'), 'trackers[0]'],
    ['a fragment', tracker('/announce#a'), 'trackers[0]'],
    ['an empty tracker', tracker(''), 'trackers[0]'],
    ['a plain tracker', tracker('ws://t.example/'), 'trackers[0]'],
    ['a UDP tracker', tracker('udp://t.example:80'), 'trackers[0]'],
    ['a tracker on loopback', tracker('wss://localhost/'), 'trackers[0]'],
    ['a text for iceServers', ice('stun:a'), 'iceServers'],
    ['a text for a server', ice(['stun:a']), 'iceServers[0]'],
    ['a server without urls', ice([{}]), 'iceServers[0].urls'],
    ['a server with no urls', ice([{ urls: [] }]), 'iceServers[0].urls'],
    ['a number for a url', ice([{ urls: [1] }]), 'iceServers[0].urls[0]'],
    ['an https server', ice([{ urls: 'https://a.example' }]), 'iceServers[0].urls[0]'],
    ['a stun with slashes', ice([{ urls: 'stun://a.example' }]), 'iceServers[0].urls[0]'],
    ['a stun to nowhere', ice([{ urls: 'stun:' }]), 'iceServers[0].urls[0]'],
    ['a second bad url', ice([{ urls: ['stun:a', 'a'] }]), 'iceServers[0].urls[1]'],
    ['a turn without login', ice([{ urls: 'turn:a' }]), 'iceServers[0]'],
    ['a turn without credential', ice([{ urls: 'TURNS:a', username: 'u' }]), 'iceServers[0]'],
    ['a number for a username', ice([{ urls: 'stun:a', username: 1 }]), 'iceServers[0].username'],
  ])('%s', (_, json, field) => {
    const attempt = (): unknown => parseSiteFile(json, page);
    expect(attempt).toThrow(Problem);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'page/bad-site-file',
        detail: expect.stringMatching(new RegExp(`^${escape(field)}(:|$)`)) as string,
      }) as Error,
    );
  });

  it('a path on a page without an origin', () => {
    const attempt = (): unknown => parseSiteFile(tracker('/a'), { ...page, origin: 'null' });
    expect(attempt).toThrow(Problem);
  });
});

function tracker(address: unknown): unknown {
  return { name: 'a', trackers: [address] };
}

function ice(iceServers: unknown): unknown {
  return { ...minimal, iceServers };
}

function escape(text: string): string {
  return text.replace(/[[\].]/g, '\\$&');
}
