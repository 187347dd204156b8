import { toProblem } from '../../base/problem';
import type { BroughtDocument, EvidenceItem } from '../evidence';
import type { OpenQuestion } from '../verdict';
import type { Appraisal } from './appraisal';
import { appraiseMinisign } from './appraise-minisign';
import { appraiseOpenPgp } from './appraise-openpgp';
import type { SignatureGroup } from './attach-signatures';
import type { DocumentPart } from './document-part';
import type { HeldList } from './held-list';
import type { KeyRing } from './key-ring';
import { loadOpenPgp } from './openpgp-library';
import { readOpenPgpSignatures } from './openpgp-signature';
import type { Findings, SplitDocument } from './findings';

/** The signatures in the documents, each appraised by the keys at hand. */
export async function readSignatureParts(
  split: readonly SplitDocument[],
  lists: ReadonlyMap<DocumentPart, HeldList>,
  ring: KeyRing,
  now: number,
): Promise<Findings & { readonly groups: readonly SignatureGroup[] }> {
  const groups: SignatureGroup[] = [];
  const items: EvidenceItem[] = [];
  const questions: OpenQuestion[] = [];
  for (const { document, parts } of split) {
    for (const part of parts) {
      try {
        const appraisals = await appraisePart(part, ring, now);
        if (appraisals.length > 0) groups.push(groupOf(document, appraisals, lists.get(part)));
      } catch (error) {
        const problem = toProblem(error, 'check/unreadable-signature');
        items.push({ documentId: document.id, kind: 'unusable', summary: '', problem });
        questions.push({ problem, chain: [] });
      }
    }
  }
  return { groups, items, questions };
}

function groupOf(
  { id, name }: BroughtDocument,
  appraisals: readonly Appraisal[],
  inside: HeldList | undefined,
): SignatureGroup {
  return { documentId: id, name, appraisals, inside };
}

async function appraisePart(part: DocumentPart, ring: KeyRing, now: number): Promise<Appraisal[]> {
  switch (part.kind) {
    case 'minisign-signature':
      return [await appraiseMinisign(part.signature, ring)];
    case 'clearsigned':
      return appraisePackets(part.signatures, ring, now);
    case 'openpgp-signatures':
      return appraisePackets(part.bytes, ring, now);
    case 'openpgp-keys':
    case 'minisign-key':
    case 'text':
    case 'unusable':
      return [];
  }
}

async function appraisePackets(
  bytes: Uint8Array<ArrayBuffer>,
  ring: KeyRing,
  now: number,
): Promise<Appraisal[]> {
  const openpgp = await loadOpenPgp();
  const signatures = await readOpenPgpSignatures(openpgp, bytes);
  const appraisals: Appraisal[] = [];
  for (const signature of signatures)
    appraisals.push(await appraiseOpenPgp(openpgp, signature, ring, now));
  return appraisals;
}
