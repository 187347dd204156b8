import type { EvidenceItem } from '../evidence';
import type { OpenQuestion } from '../verdict';
import { describeKey } from './describe-evidence';
import type { DocumentPart } from './document-part';
import { holdMinisignKey, readHeldKeys, type KeyReading } from './gather-keys';
import type { HeldKey } from './key-ring';
import type { Findings, SplitDocument } from './findings';

const trust = { kind: 'brought' } as const;
/** Keys of one document that are described one by one; more are a keyring. */
const mostDescribed = 4;

/** The keys in the documents. */
export async function readKeyParts(
  split: readonly SplitDocument[],
): Promise<Findings & { readonly keys: readonly HeldKey[] }> {
  const keys: HeldKey[] = [];
  const items: EvidenceItem[] = [];
  const questions: OpenQuestion[] = [];
  for (const { document, parts } of split) {
    const ours: HeldKey[] = [];
    for (const part of parts) {
      const reading = await readPart(part);
      if (reading?.kind === 'keys') ours.push(...reading.keys);
      if (reading?.kind !== 'problem') continue;
      const { problem } = reading;
      items.push({ documentId: document.id, kind: 'unusable', summary: '', problem });
      questions.push({ problem, chain: [] });
    }
    keys.push(...ours);
    items.push(...summaries(ours).map((summary) => itemOf(document.id, summary)));
  }
  return { keys, items, questions };
}

async function readPart(part: DocumentPart): Promise<KeyReading | undefined> {
  if (part.kind === 'openpgp-keys') return readHeldKeys(part.bytes, trust);
  if (part.kind !== 'minisign-key') return undefined;
  return { kind: 'keys', keys: [holdMinisignKey(part.key, trust)] };
}

function summaries(keys: readonly HeldKey[]): string[] {
  return keys.length > mostDescribed
    ? [`A keyring of ${keys.length} keys.`]
    : keys.map(describeKey);
}

function itemOf(documentId: string, summary: string): EvidenceItem {
  return { documentId, kind: 'key', summary, problem: undefined };
}
