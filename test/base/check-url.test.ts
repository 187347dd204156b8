import { describe, expect, it } from 'vitest';
import { checkUrl, isLoopbackHost, type UrlRules } from '../../src/base/check-url';

const remote = { loopbackAllowed: false } as const;
const local = { loopbackAllowed: true } as const;
const mirror: UrlRules = { ...remote, schemes: 'mirror' };
const tracker: UrlRules = { ...remote, schemes: 'tracker' };

describe('checkUrl lets public addresses through, normalised', () => {
  it.each([
    ['https://mirror.example/file.iso', 'https://mirror.example/file.iso'],
    ['HTTPS://Mirror.EXAMPLE:443/a/../b', 'https://mirror.example/b'],
    ['https://mirror.example', 'https://mirror.example/'],
    ['https://mirror.example/a#fragment', 'https://mirror.example/a'],
    ['https://mirror.example/a#', 'https://mirror.example/a'],
    ['https://mirror.example/a?b=c&d=%20#e', 'https://mirror.example/a?b=c&d=%20'],
    [' \thttps://mirror.example/a\n', 'https://mirror.example/a'],
    ['https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC'],
    ['https://mirror.example:8443/', 'https://mirror.example:8443/'],
    ['https://@mirror.example/', 'https://mirror.example/'],
    ['https://8.8.8.8/', 'https://8.8.8.8/'],
    ['https://134744072/', 'https://8.8.8.8/'],
    ['https://172.15.255.255/', 'https://172.15.255.255/'],
    ['https://172.32.0.0/', 'https://172.32.0.0/'],
    ['https://100.63.255.255/', 'https://100.63.255.255/'],
    ['https://100.128.0.0/', 'https://100.128.0.0/'],
    ['https://223.255.255.255/', 'https://223.255.255.255/'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
    ['https://[2001:4860:4860::8888]/', 'https://[2001:4860:4860::8888]/'],
    ['https://notlocal.example/', 'https://notlocal.example/'],
    ['https://local.example/', 'https://local.example/'],
    ['https://localhost.example/', 'https://localhost.example/'],
    ['https://mirror.example./', 'https://mirror.example./'],
  ])('%s', (text, url) => {
    expect(checkUrl(text, mirror)).toEqual({ kind: 'ok', url });
  });

  it('takes wss for trackers', () => {
    expect(checkUrl('wss://t.example/announce', tracker)).toEqual({
      kind: 'ok',
      url: 'wss://t.example/announce',
    });
  });
});

describe('checkUrl refuses', () => {
  const schemes = [
    '',
    ' ',
    'mirror.example/file',
    '//mirror.example/file',
    '/file',
    'https:',
    'https://',
    'http://mirror.example/',
    'ftp://mirror.example/',
    'wss://mirror.example/',
    'ws://mirror.example/',
    'udp://mirror.example:80/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https://mirror.example/1',
    'about:blank',
    'https://user@mirror.example/',
    'https://user:secret@mirror.example/',
    'https://:secret@mirror.example/',
    'https://mirror.example:99999/',
    'https://mir ror.example/',
  ];
  const hosts = [
    '0.0.0.0',
    '10.0.0.1',
    '0x0a.0.0.1',
    '012.0.0.1',
    '167772161',
    '10.1',
    '10.0.0.1.',
    '%31%30.0.0.1',
    '１０.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '169.254.169.254',
    '0xa9fea9fe',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.257',
    '198.18.0.1',
    '198.19.255.255',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '[::]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[febf::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[::ffff:7f00:1]',
    '[::10.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[2002:0a00:0001::1]',
    '[3fff::1]',
    'router',
    'router.',
    'printer.local',
    'printer.local.',
    'PRINTER.LOCAL',
    'a.b.internal',
    'nas.home.arpa',
    'home.arpa',
    'nas.lan',
    'lan',
    'nas.home',
    'nas.localdomain',
    'a..example',
  ];
  it.each(schemes)('as a mirror: %s', (text) => {
    expect(checkUrl(text, mirror).kind).toBe('refused');
    expect(checkUrl(text, { ...local, schemes: 'mirror' }).kind).toBe('refused');
  });
  it.each(hosts)('the host %s, on any page', (host) => {
    for (const rules of [remote, local]) {
      expect(checkUrl(`https://${host}/`, { ...rules, schemes: 'mirror' }).kind).toBe('refused');
      expect(checkUrl(`http://${host}/`, { ...rules, schemes: 'mirror' }).kind).toBe('refused');
      expect(checkUrl(`wss://${host}/`, { ...rules, schemes: 'tracker' }).kind).toBe('refused');
    }
  });
  it.each(['https://t.example/', 'ws://t.example/', 'http://t.example/', 'udp://t.example:80'])(
    'as a tracker: %s',
    (text) => {
      expect(checkUrl(text, tracker).kind).toBe('refused');
    },
  );
  it('says why, without the address', () => {
    expect(checkUrl('http://mirror.example/', mirror)).toEqual({
      kind: 'refused',
      why: 'not encrypted: it needs https://',
    });
    expect(checkUrl('javascript:alert(1)', tracker)).toEqual({
      kind: 'refused',
      why: 'not an address with wss://',
    });
  });
});

describe('checkUrl and loopback', () => {
  it.each([
    'http://localhost/',
    'https://localhost:8080/a',
    'http://a.localhost/',
    'http://localhost./',
    'http://127.0.0.1:5173/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://127.255.255.254/',
    'https://127.0.0.1/',
    'http://[::1]:1/',
    'http://[0:0:0:0:0:0:0:1]/',
  ])('%s only from a page on loopback', (url) => {
    expect(checkUrl(url, { ...local, schemes: 'mirror' }).kind).toBe('ok');
    expect(checkUrl(url, mirror).kind).toBe('refused');
    const socket = url.replace('http', 'ws');
    expect(checkUrl(socket, { ...local, schemes: 'tracker' }).kind).toBe('ok');
    expect(checkUrl(socket, tracker).kind).toBe('refused');
  });
});

describe('checkUrl and length', () => {
  const start = 'https://mirror.example/';
  it('takes 2,048 characters and no more', () => {
    expect(checkUrl(start + 'a'.repeat(2048 - start.length), mirror).kind).toBe('ok');
    expect(checkUrl(start + 'a'.repeat(2049 - start.length), mirror).kind).toBe('refused');
  });
  it('counts after escaping', () => {
    expect(checkUrl(start + 'ü'.repeat(1000), mirror).kind).toBe('refused');
  });
});

describe('isLoopbackHost', () => {
  it.each(['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('%s is', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });
  it.each(['', 'example.org', 'localhost.example', '10.0.0.1', '0.0.0.0', '[::]', '[::2]', 'lan'])(
    '%s is not',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});
