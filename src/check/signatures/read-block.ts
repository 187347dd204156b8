import { Problem } from '../../base/problem';
import type { DocumentPart } from './document-part';
import { asciiOf, isBlank, lineAt, type Line } from './lines';
import { readArmor, type ArmorBlock } from './read-armor';
import { readMinisign, type MinisignBlock } from './read-minisign';
import { messageWords, secretKeyWords } from './refusal-words';

/** One block of a text document, and the offset where it ends. */
export interface Block {
  readonly part: DocumentPart;
  readonly end: number;
}

const firstBytes = new Set(Array.from('-uR', (character) => character.charCodeAt(0)));

/** The block that starts at `line`, if one does. */
export function readBlock(bytes: Uint8Array<ArrayBuffer>, line: Line): Block | undefined {
  // Lists have a million lines, and none of them starts like a block.
  const start = withoutIndent(bytes, line);
  if (!firstBytes.has(bytes[start] ?? 0)) return undefined;
  const armor = readArmor(bytes, { ...line, start });
  if (armor) return { part: partOfArmor(armor), end: armor.end };
  const minisign = readMinisign(bytes, { ...line, start });
  return minisign && partOfMinisign(bytes, minisign);
}

function withoutIndent(bytes: Uint8Array, { start, end }: Line): number {
  let i = start;
  while (i < end && (bytes[i] === 0x20 || bytes[i] === 0x09)) i++;
  return i;
}

function partOfArmor(block: ArmorBlock): DocumentPart {
  if (block.kind === 'clearsigned')
    return block.signatures
      ? { kind: 'clearsigned', signed: block.signed, signatures: block.signatures }
      : unusable('check/unreadable-signature', 'The signed text is not whole.');
  const isKey = block.label === 'PUBLIC KEY BLOCK';
  if (block.label === 'PRIVATE KEY BLOCK') return unusable('check/unreadable-key', secretKeyWords);
  if (!isKey && block.label !== 'SIGNATURE')
    return unusable('check/unreadable-signature', messageWords);
  if (!block.bytes)
    return unusable(
      isKey ? 'check/unreadable-key' : 'check/unreadable-signature',
      'It is damaged, or not whole.',
    );
  return { kind: isKey ? 'openpgp-keys' : 'openpgp-signatures', bytes: block.bytes };
}

function partOfMinisign(bytes: Uint8Array<ArrayBuffer>, block: MinisignBlock): Block {
  switch (block.kind) {
    case 'unreadable': {
      const part = unusable('check/unreadable-signature', 'It is damaged, or not whole.');
      return { part, end: block.end };
    }
    case 'key':
      return { part: { kind: 'minisign-key', key: block.key }, end: block.end };
    case 'signature': {
      const message = embeddedMessage(bytes, block);
      const part = { kind: 'minisign-signature', signature: block.signature, message } as const;
      return { part, end: message ? bytes.length : block.end };
    }
  }
}

/** signify puts what it signs right behind the signature, to the end; minisign never does. */
function embeddedMessage(
  bytes: Uint8Array<ArrayBuffer>,
  block: Extract<MinisignBlock, { kind: 'signature' }>,
): Uint8Array<ArrayBuffer> | undefined {
  if (block.signature.trusted) return undefined;
  const message = bytes.subarray(block.end);
  return isBlank(message) || startsBlock(message) ? undefined : message;
}

/** A key or another signature pasted behind a signature is not what it is over. */
function startsBlock(message: Uint8Array): boolean {
  const start = message.findIndex((byte) => byte > 0x20);
  const end = Math.min(lineAt(message, start).end, start + 200);
  const text = asciiOf(message, { start, end }).trimEnd();
  return /^(-----BEGIN PGP |untrusted comment:|R[UW][A-Za-z0-9+/=]{54,98}$)/.test(text);
}

function unusable(code: Problem['code'], detail: string): DocumentPart {
  return { kind: 'unusable', problem: new Problem(code, detail) };
}
