import { Problem } from '../../base/problem';
import type { SignatureExpectation } from '../../release/expectation';
import type { BroughtDocument, Evidence, EvidenceItem, FoundKey, KnownKey } from '../evidence';
import type { OpenQuestion } from '../verdict';
import { decisiveOf, linksOf } from './appraisal';
import { attachSignatures, type Attached, type SignatureGroup } from './attach-signatures';
import { backLists } from './back-lists';
import { describeSignature } from './describe-evidence';
import { joinKeys, readRememberedKeys } from './gather-keys';
import type { Findings, SplitDocument } from './findings';
import type { KeyRing } from './key-ring';
import { readKeyParts } from './read-key-parts';
import { readListParts } from './read-list-parts';
import { readSignatureParts } from './read-signature-parts';
import { splitDocument } from './split-document';

/**
 * Reads all that a person brought, and checks the signatures over lists with the keys at hand. Never
 * throws for what is in them: what can't be read is an item and an open question.
 *
 * @param keys those that this browser remembers
 * @param now milliseconds since 1970
 */
export async function readEvidence(
  documents: readonly BroughtDocument[],
  keys: readonly KnownKey[],
  now: number,
): Promise<Evidence> {
  const split = documents.map((document) => ({ document, parts: splitDocument(document) }));
  const keyFindings = await readKeyParts(split);
  const ring = await joinKeys(await readRememberedKeys(keys), keyFindings.keys);
  const lists = readListParts(split);
  const signatures = await readSignatureParts(split, lists.byPart, ring, now);
  const attached = await attachSignatures(signatures.groups, lists.held);
  const backed = await backLists(lists.held, attached);
  const onFile = attached.filter(({ list }) => !list).map((one) => readFileSignatures(one));
  const findings = [unusable(split), keyFindings, lists, backed, signatures, ...onFile];
  return {
    items: inOrder(documents, [
      ...findings.flatMap(({ items }) => items),
      ...attached.flatMap(itemOfDetached),
    ]),
    lists: backed.lists,
    signatures: onFile.flatMap(({ expectations }) => expectations),
    questions: findings.flatMap(({ questions }) => questions),
    keys: foundKeys(ring, signatures.groups),
  };
}

function unusable(split: readonly SplitDocument[]): Findings {
  const found = split.flatMap(({ document, parts }) =>
    parts.flatMap((part) =>
      part.kind === 'unusable' ? [{ documentId: document.id, problem: part.problem }] : [],
    ),
  );
  return {
    items: found.map((one) => ({ ...one, kind: 'unusable', summary: '' })),
    questions: found.map(({ problem }) => ({ problem, chain: [] })),
  };
}

/** A signature over a list stands with the list when it is in the same text. */
function itemOfDetached({ group, outcomes }: Attached): EvidenceItem[] {
  const decisive = decisiveOf(outcomes);
  if (group.inside || !decisive) return [];
  const { documentId } = group;
  const summary = describeSignature(decisive.appraisal);
  return [{ documentId, kind: 'signature', summary, problem: decisive.flaw?.problem }];
}

/** Signatures over none of the lists: expectations of the file, or the question why they are none. */
function readFileSignatures({
  group,
  outcomes,
  mayBeOverList,
}: Attached): Findings & { readonly expectations: readonly SignatureExpectation[] } {
  const usable = outcomes.flatMap((outcome): SignatureExpectation[] => {
    const { overFile, fileName } = outcome.appraisal;
    if (outcome.flaw || !overFile || overFile instanceof Problem) return [];
    const chain = linksOf(outcome);
    return [
      {
        kind: 'signature',
        source: 'signature',
        name: fileName,
        size: undefined,
        chain,
        signature: overFile,
        broughtAs: group.name,
        mayBeOverList: mayBeOverList && fileName === undefined,
      },
    ];
  });
  const questions = usable.length > 0 ? [] : questionsOf(outcomes);
  return { items: [], questions, expectations: usable };
}

function questionsOf(outcomes: Attached['outcomes']): OpenQuestion[] {
  const decisive = decisiveOf(outcomes);
  const problem = decisive?.flaw?.problem;
  return decisive && problem ? [{ problem, chain: linksOf(decisive) }] : [];
}

function foundKeys(ring: KeyRing, groups: readonly SignatureGroup[]): FoundKey[] {
  const signers = new Set(
    groups.flatMap(({ appraisals }) =>
      appraisals.flatMap(({ scheme, signer }) => (signer ? `${scheme}:${signer.fingerprint}` : [])),
    ),
  );
  return ring.map(({ found }) => ({
    ...found,
    signed: signers.has(`${found.scheme}:${found.fingerprint}`),
  }));
}

function inOrder(
  documents: readonly BroughtDocument[],
  items: readonly EvidenceItem[],
): EvidenceItem[] {
  return documents.flatMap(({ id }) => items.filter(({ documentId }) => documentId === id));
}
