/** The name of what a signature file is over, by the custom of all tools; `undefined` for other names. */
export function signedName(signatureName: string): string | undefined {
  return /^(.+)\.(?:asc|sig|sign|gpg|pgp|minisig)$/i.exec(signatureName)?.[1];
}

/** md5sum.txt, SHA256SUMS, SHASUMS256.txt, ubuntu-24.04-SHA512SUMS, Fedora-40-CHECKSUM. */
const sums =
  /(?:^|[._-])(?:md5|sha-?\d*|b[23]|blake[23][bs]?|crc(?:32)?|check)[-_]?sums?\d*(?:\.txt)?$/i;
/** Debian's indexes, and OpenBSD's SHA256. */
const indexes = /^(?:(?:in)?release|packages|sources|md5|sha-?\d+)$/i;
/** foo.iso.sha256 */
const ending = /\.(?:md5|sha-?\d+|b[23]|sfv)$/i;

/** Whether files with this name are lists of checksums, by custom. */
export function isListName(name: string): boolean {
  return [sums, indexes, ending].some((pattern) => pattern.test(name));
}
