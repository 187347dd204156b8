import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/base/problem';
import { noEvidence, type BackedList, type Evidence } from '../../src/check/evidence';
import { digestExpectation, hexOf } from '../check/expectations';
import { aSubject, infoHash } from './a-subject';

const fromLink = digestExpectation('sha256');
const hex = hexOf('sha256', '2');

function listOf(name: string | undefined): Partial<Evidence> {
  const digest = { kind: 'digest', hex, algorithms: ['sha256'] } as const;
  const list: BackedList = {
    entries: [{ name, digest, size: undefined }],
    source: 'pasted',
    chain: [],
    problem: undefined,
  };
  return { lists: [list] };
}

describe('Subject', () => {
  it('expects what came with the release, and shows that nothing was brought', () => {
    const { subject } = aSubject([fromLink]);
    expect(subject.expectations).toEqual([fromLink]);
    expect(subject.release.expectations).toEqual([fromLink]);
    expect(subject.evidence).toEqual({
      reading: false,
      text: '',
      files: [],
      evidence: noEvidence,
      matched: { expectations: [], summary: '', question: undefined },
    });
  });

  it('expects what a person brought too, once it was read, and tells each time', async () => {
    let told = 0;
    const { subject, reader } = aSubject([fromLink], {}, () => told++);
    subject.book.setText('text');
    expect(told).toBe(1);
    expect(subject.evidence).toMatchObject({ reading: true, text: 'text' });
    (await reader.reading(0)).answer(listOf(undefined));
    await subject.book.settled();
    expect(told).toBe(2);
    expect(subject.expectations).toMatchObject([fromLink, { source: 'pasted', digest: { hex } }]);
    expect(subject.evidence).toMatchObject({
      reading: false,
      matched: { summary: 'A SHA-256, on its own.' },
    });
  });

  it('matches a list again when the name of the file is known better', async () => {
    const { subject, reader, release } = aSubject([]);
    subject.book.setText('text');
    (await reader.reading(0)).answer(listOf('g.iso'));
    await subject.book.settled();
    expect(subject.question?.problem.code).toBe('check/other-file');
    subject.learn({ ...release, name: 'g.iso' });
    expect(subject.question).toBeUndefined();
    expect(subject.expectations).toHaveLength(1);
  });

  it('says under which name a list has the bytes', async () => {
    const { subject, reader } = aSubject([]);
    subject.book.setText('text');
    (await reader.reading(0)).answer(listOf('g.iso'));
    await subject.book.settled();
    subject.recognise({ sha256: hex });
    expect(subject.evidence.matched.question?.problem).toEqual(
      new Problem('check/other-file', 'In the list, these bytes are g.iso.'),
    );
  });

  it('knows the info hash of its release', async () => {
    const { subject, reader } = aSubject([]);
    subject.book.setText(infoHash);
    const digest = { kind: 'digest', hex: infoHash, algorithms: ['sha1'] } as const;
    const entries = [{ name: undefined, digest, size: undefined }];
    const list = { entries, source: 'pasted', chain: [], problem: undefined } as const;
    (await reader.reading(0)).answer({ lists: [list] });
    await subject.book.settled();
    expect(subject.question?.problem.code).toBe('check/not-a-file-hash');
    expect(subject.expectations).toEqual([]);
  });

  it('remembers what was brought, and reads it again in the next visit', async () => {
    const { subject, reader, record } = aSubject([]);
    subject.book.setText('ü');
    subject.book.addFiles([new File(['list'], 'SHA256SUMS'), new File([], '')]);
    (await reader.reading(0)).answer({});
    await vi.waitUntil(() => record().pasted === 'ü');
    expect(record().brought).toEqual([
      { name: 'SHA256SUMS', bytes: new TextEncoder().encode('list') },
      { name: '', bytes: new Uint8Array() },
    ]);
    const next = aSubject([], record());
    expect(next.subject.evidence.reading).toBe(true);
    const reading = await next.reader.reading(0);
    expect(reading.texts).toEqual(['ü', 'list', '']);
    reading.answer(listOf('f.iso'));
    await next.subject.book.settled();
    expect(next.subject.expectations).toHaveLength(1);
  });

  it('remembers no more than 2 MiB of files', async () => {
    const { subject, reader, record } = aSubject([]);
    const big = new File([new Uint8Array(2 * 1024 * 1024)], 'Packages');
    subject.book.addFiles([new File(['x'], 'InRelease'), big, new File(['y'], 'key')]);
    (await reader.reading(0)).answer({});
    await vi.waitUntil(() => record().brought.length > 0);
    expect(record().brought.map(({ name }) => name)).toEqual(['InRelease', 'key']);
  });
});
