import { parseChecksums } from '../parse-checksums';

/** What pages print around keys is shorter; characters. */
const longestProse = 64 * 1024;

/**
 * What is in every digest, or in half of one, once it is in ASCII: digits in a row, in groups, or base64.
 * Words and dates are not like that. Fingerprints of keys are: nobody can tell them from a SHA-1.
 */
const nearDigests = [
  /[0-9a-f]{8}/i,
  /(?:[0-9a-f][\s:.-]{0,2}){16}/i,
  /(?<![^\s"'(<>:=-])(?=[A-Za-z+/]{0,99}[0-9])[A-Za-z0-9+/]{22}/,
  /[A-Za-z0-9+/]{22}=/,
] as const;

/**
 * Whether a text holds words alone: no line of it is a checksum, or may have been one before it was cut or
 * changed. In doubt it is no prose: what was meant to be compared must not be passed over.
 *
 * @param text hostile
 */
export function isProse(text: string): boolean {
  if (text.length > longestProse) return false;
  // Full-width digits, and then everything that can stand unseen, or look like a digit, among digits.
  const plain = text.normalize('NFKC').replace(/[^\t\n\r\x20-\x7e]/g, '');
  return !nearDigests.some((one) => one.test(plain)) && text.split('\n').every(saysNoChecksum);
}

function saysNoChecksum(line: string): boolean {
  if (line.trim() === '') return true;
  const parsed = parseChecksums(line);
  if (parsed.kind !== 'problem') return false;
  const { code } = parsed.problem;
  // Empty: the name of an algorithm above nothing, or a comment.
  if (code === 'check/not-a-checksum' || code === 'check/empty') return true;
  // "A", "Add" and "2024" could be digits.
  return code === 'check/cut-short' && /^\s*(?:[a-f]+|[0-9]+)(?![0-9a-z])/i.test(line);
}
