/** A list, a signature or a key is not longer than this: 64 MiB, for the lists of whole distributions. */
const maxEvidenceBytes = 64 * 1024 * 1024;

/** What distributors call their lists, signatures and keys. */
const evidenceNames: readonly RegExp[] = [
  // SHA256SUMS, MD5SUMS.txt, sha512sum.txt, SHA256SUMS.d, Fedora's …-CHECKSUM
  /(?:sha\d*|md5|b2|b3|blake\w*|check|ck)[-_]?sums?(?:\.txt)?$/i,
  // f.iso.sha256, f.iso.sha256sum.txt
  /\.(?:md5|sha1|sha224|sha256|sha384|sha512|sha3|b2|b3|blake2|blake3)(?:sums?)?(?:\.txt)?$/i,
  /\.(?:sfv|asc|sig|sign|minisig|pub|gpg|dsc|meta4|metalink)$/i,
  // A Debian archive's own
  /^(?:InRelease|Release|Packages|Sources)$/,
];

/** Whether a file among those to check is plainly something to check them with, by its name and size (bytes). */
export function isEvidence({
  name,
  size,
}: {
  readonly name: string;
  readonly size: number;
}): boolean {
  return size <= maxEvidenceBytes && evidenceNames.some((pattern) => pattern.test(name));
}
