import { labelOf, rowOf } from '../../base/digest-algorithms';
import { quotedName, quotedSigner } from '../../base/quoted-name';
import type { ListEntry } from '../list-entry';
import type { Appraisal, Outcome } from './appraisal';
import type { HeldKey } from './key-ring';

/** Labels in one sentence. */
const mostLabels = 3;

/** "SHA-256, a list of 12 lines." */
export function describeList(entries: readonly ListEntry[], signedBy?: Outcome): string {
  const lines = entries.length === 1 ? 'one line' : `${entries.length} lines`;
  const signature = signedBy ? `, ${describeSigner(signedBy)}` : '';
  return `${labelsOf(entries)}, a list of ${lines}${signature}.`;
}

/** "A SHA-256, on its own." */
export function describeDigests(entries: readonly ListEntry[], signedBy?: Outcome): string {
  const [first] = entries;
  const signature = signedBy ? `, ${describeSigner(signedBy)}` : '';
  const label =
    entries.length === 1 && first?.digest.kind === 'digest'
      ? `${rowOf(first.digest.algorithms[0]).aLabel}, on its own`
      : `${labelsOf(entries)}, without a file name`;
  return `${label}${signature}.`;
}

function describeSigner({ appraisal, flaw }: Outcome): string {
  const owner = ownerOfSignature(appraisal);
  return flaw ? `with a signature by ${owner}` : `signed by ${owner}`;
}

/** "A signature by “Debian Archive Automatic Signing Key (12/bookworm)” (the name in the key)." */
export function describeSignature(appraisal: Appraisal): string {
  return `A signature by ${ownerOfSignature(appraisal)}.`;
}

function ownerOfSignature({ signer, issuer }: Appraisal): string {
  if (!signer) return `a key that is not here, ${issuer}`;
  const owner = shortOwner(signer.owner);
  return owner === '' ? 'a key without a name' : quotedSigner(owner);
}

/** "A key: “…”, fingerprint …". A minisign key is its own fingerprint, 56 characters. */
export function describeKey({ found }: HeldKey): string {
  if (found.scheme === 'minisign') return `A minisign key: ${found.fingerprint}.`;
  const groups = found.fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
  const owner = shortOwner(found.owner);
  return owner === ''
    ? `A key without a name, fingerprint ${groups}.`
    : `A key: ${quotedName(owner)}, fingerprint ${groups}.`;
}

/** Without the mail address at its end. */
function shortOwner(owner: string): string {
  const short = owner.replace(/\s*<[^<>]*>\s*$/, '').trim();
  return short || owner.trim();
}

function labelsOf(entries: readonly ListEntry[]): string {
  const labels = new Set<string>();
  for (const { digest } of entries)
    labels.add(digest.kind === 'digest' ? labelOf(digest.algorithms[0]) : digest.label);
  const all = [...labels];
  if (all.length > mostLabels) return `${all.slice(0, mostLabels).join(', ')} and more`;
  return [all.slice(0, -1).join(', '), ...all.slice(-1)].filter(Boolean).join(' and ');
}
