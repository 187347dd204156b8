import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUrl } from '../../src/base/check-url';
import { Problem } from '../../src/base/problem';
import { formatLink } from '../../src/link/format-link';
import { parseLink } from '../../src/link/parse-link';
import type { ShareLink } from '../../src/link/share-link';
import { releaseFromLink } from '../../src/release/release-from-link';
import {
  badAddresses,
  leadingParameters,
  refusedMagnets,
  strippedMagnets,
} from './hostile-magnets';
import { bare, linkWith } from './links';

const remote = { loopbackAllowed: false };

/** The code of the problem that a link leads to; anything else that is thrown is passed on. */
function codeOf(magnet: string): string {
  try {
    releaseFromLink(parseLink(magnet, remote));
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'accepted';
}

function addressesOf({ trackers, mirrors, torrentUrls }: ShareLink): readonly string[] {
  return [...trackers, ...mirrors, ...torrentUrls];
}

describe('refused', () => {
  it.each(refusedMagnets)('%s', (_, magnet, code) => {
    expect(codeOf(magnet)).toBe(code);
    expect(codeOf(`https://samesum.example/#${magnet}`)).toBe(code);
  });
});

describe('stripped', () => {
  it.each(strippedMagnets)('%s', (_, magnet, rest) => {
    expect(parseLink(magnet, remote)).toEqual(linkWith(rest));
    expect(formatLink(parseLink(magnet, remote))).toBe(formatLink(linkWith(rest)));
  });

  it.each(leadingParameters)('of every bad address at once, in %s', (name) => {
    const all = badAddresses.map((url) => `&${name}=${encodeURIComponent(url)}`).join('');
    expect(parseLink(bare + all, remote)).toEqual(linkWith());
  });

  it.each(['http://127.0.0.1:8080/', 'ws://localhost/', 'https://[::1]/', 'https://127.1/'])(
    'of %s, where the page itself is elsewhere',
    (url) => {
      const all = leadingParameters.map((name) => `&${name}=${encodeURIComponent(url)}`).join('');
      expect(parseLink(bare + all, remote)).toEqual(linkWith());
    },
  );
});

describe('anything', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('%', '%00', '&', '=', '#', ...badAddresses),
  );
  const name = fc.oneof(
    fc.constantFrom('xt', 'dn', 'xl', 'x.pl', 'x.info', 'tr.1', ...leadingParameters),
    fc.string({ maxLength: 5 }),
  );
  const parameter = fc.tuple(name, noise).map(([key, value]) => `&${key}=${value}`);

  it('ends in a problem, or in a link to nowhere but public, encrypted addresses', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 6 }), (parameters) => {
        const magnet = bare + parameters.join('');
        if (codeOf(magnet) !== 'accepted') return;
        accepted++;
        for (const url of addressesOf(parseLink(magnet, remote))) {
          const schemes = url.startsWith('wss:') ? 'tracker' : 'mirror';
          expect(checkUrl(url, { schemes, loopbackAllowed: false })).toEqual({ kind: 'ok', url });
        }
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('without a scheme is no share link', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        if (!/magnet:/i.test(text)) expect(codeOf(text)).toBe('link/not-a-share-link');
      }),
    );
  });
});
