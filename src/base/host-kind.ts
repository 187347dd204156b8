/** Where a host name or address leads, as far as its text tells. */
export type HostKind = 'public' | 'loopback' | 'private';

/**
 * IPv4 blocks that are not globally reachable (IANA Special-Purpose Address Registry, RFC 6890) and
 * multicast: first address and prefix length. Loopback is told apart before.
 */
const privateBlocks: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Name endings that local networks use; the first three are reserved for them (RFC 6762, ICANN, RFC 8375). */
const privateEndings =
  /\.(local|internal|home\.arpa|lan|home|localdomain|intranet|corp|private|fritz\.box)$/;

/**
 * Tells where `hostname` leads. Takes what `URL.hostname` gives: lower case, addresses in their one
 * normal spelling (`0x7f.1` is `127.0.0.1` there), IPv6 in brackets. A public *name* may still
 * resolve to a private address; a page can't see that, the browser's own network rules have to.
 */
export function hostKind(hostname: string): HostKind {
  if (hostname.startsWith('[')) return ipv6Kind(hostname.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return ipv4Kind(hostname);
  return nameKind(hostname.replace(/\.$/, ''));
}

function nameKind(name: string): HostKind {
  const labels = name.split('.');
  if (labels.at(-1) === 'localhost') return 'loopback';
  // A name without a dot, or with an empty label, is looked up in the local network if anywhere.
  if (labels.length < 2 || labels.includes('')) return 'private';
  return privateEndings.test(`.${name}`) ? 'private' : 'public';
}

function ipv4Kind(address: string): HostKind {
  if (address.startsWith('127.')) return 'loopback';
  const number = ipv4Number(address);
  const isPrivate = privateBlocks.some(([first, prefixLength]) => {
    const blockSize = 2 ** (32 - prefixLength);
    return Math.floor(number / blockSize) === Math.floor(ipv4Number(first) / blockSize);
  });
  return isPrivate ? 'private' : 'public';
}

function ipv4Number(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}

/**
 * Only global unicast (2000::/3, RFC 4291) is public. That leaves out unspecified, ULA, link-local,
 * multicast, IPv4-mapped and NAT64 addresses without naming them. Within it, blocks that stand for
 * other addresses (Teredo and its kin in 2001::/23, 6to4) or for none (documentation) are left out.
 */
function ipv6Kind(address: string): HostKind {
  if (address === '::1') return 'loopback';
  // An empty group is where `::` begins, so it stands for zero.
  const [first = 0, second = 0] = address
    .split(':')
    .map((group) => Number.parseInt(group || '0', 16));
  if (first < 0x2000 || first > 0x3fff) return 'private';
  const isSpecial =
    (first === 0x2001 && (second < 0x200 || second === 0xdb8)) ||
    first === 0x2002 ||
    (first === 0x3fff && second < 0x1000);
  return isSpecial ? 'private' : 'public';
}
