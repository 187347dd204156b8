import { trimStart } from '../invisible-characters';
import { algorithmNamed } from './algorithm-name';
import { readDigest } from './read-digest';
import { entryFrom, refusal, type Reading } from './reading';
import { badEscape, unescapeName } from './unescape-name';

/**
 * `SHA256 (f.iso) = …` of the BSDs, `--tag` and rhash, and `SHA2-256(f.iso)= …` of OpenSSL, which has
 * no space before the bracket. A name may have brackets: the last `) = ` ends it. coreutils puts a
 * backslash in front when there are escapes in the name.
 */
export function readTaggedLine(line: string): Reading {
  const text = trimStart(line);
  const escaped = text.startsWith('\\');
  const open = text.indexOf('(');
  if (open <= 0 || open > 40) return undefined;
  const isSpaced = text.charAt(open - 1) === ' ';
  const sign = isSpaced ? ') = ' : ')= ';
  const close = text.lastIndexOf(sign);
  const tag = text.slice(escaped ? 1 : 0, open).trimEnd();
  const digest = text.slice(close + sign.length).trim();
  // Then it is the beginning of a name, in a line that ends in the digest.
  if (close <= open || digest.includes(' ')) return undefined;
  const rawName = text.slice(open + 1, close);
  const name = escaped ? unescapeName(rawName) : rawName;
  const algorithm = algorithmNamed(tag);
  if (!algorithm && !isTag(tag, digest)) return undefined;
  if (!algorithm) return refusal('check/unknown-kind', `“${tag}” is none that is known here.`);
  if (name === undefined) return badEscape;
  // OpenSSL's word for what came through a pipe.
  const isPipe = !isSpaced && name === 'stdin';
  return entryFrom(isPipe ? undefined : name, readDigest(digest, algorithm));
}

/** Whether an unknown word is where an algorithm's name should be, perhaps one with foreign letters. */
function isTag(tag: string, digest: string): boolean {
  return /^[A-Za-z][\w/.-]*$/.test(tag) || readDigest(digest).kind !== 'refusal';
}
