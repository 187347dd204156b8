import { describe, expect, it } from 'vitest';
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

/** The records of the tests are written before the next turn. */
const written = () => new Promise((resolve) => setTimeout(resolve));

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
      new Problem('check/other-file', 'In the list, these bytes are “g.iso”.'),
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
    await subject.book.settled();
    await written();
    expect(record().pasted).toBe('ü');
    expect(record().brought).toEqual([
      { name: 'SHA256SUMS', size: 4, bytes: new TextEncoder().encode('list') },
      { name: '', size: 0, bytes: new Uint8Array() },
    ]);
    const next = aSubject([], record());
    expect(next.subject.evidence.reading).toBe(true);
    const reading = await next.reader.reading(0);
    expect(reading.texts).toEqual(['ü', 'list', '']);
    reading.answer(listOf('f.iso'));
    await next.subject.book.settled();
    expect(next.subject.expectations).toHaveLength(1);
  });
});

describe('Subject, in the next visit', () => {
  const mib = 1024 * 1024;
  const unreadable = () => {
    const folder = new File(['x'], 'folder');
    folder.arrayBuffer = () => Promise.reject(new Error('gone'));
    return folder;
  };
  const tooLong = () => {
    const long = new File(['x'], 'long');
    Object.defineProperty(long, 'size', { value: 64 * mib + 1 });
    return long;
  };
  const small = () => new File(['signature'], 'SHA256SUMS.asc');

  it.each<[string, () => File[], string[]]>([
    ['a small file is there', () => [small()], []],
    [
      'a long list is asked for, and its signature with it',
      () => [new File([new Uint8Array(3 * mib)], 'SHA256SUMS'), small()],
      ['It is SHA256SUMS.', 'It is SHA256SUMS.asc.'],
    ],
    [
      'many that are too long together are asked for',
      () => [1, 2, 3].map((n) => new File([new Uint8Array(mib)], `ф${n}`)),
      ['It is ф1.', 'It is ф2.', 'It is ф3.'],
    ],
    ['one that can’t be read is asked for', () => [unreadable(), small()], ['It is folder.']],
    ['one that is far too long is asked for', () => [tooLong(), small()], ['It is long.']],
  ])('%s', async (_what, files, askedFor) => {
    const { subject, reader, record } = aSubject([fromLink]);
    subject.book.addFiles(files());
    (await reader.reading(0)).answer({});
    await subject.book.settled();
    await written();

    const next = aSubject([fromLink], record());
    if (askedFor.length < 2) (await next.reader.reading(0)).answer({});
    await next.subject.book.settled();
    expect(next.subject.evidence.files).toHaveLength(files().length);
    const { questions } = next.subject.evidence.evidence;
    expect(questions.map(({ problem }) => problem.code)).toEqual(
      askedFor.map(() => 'check/bring-again'),
    );
    expect(questions.map(({ problem }) => problem.detail)).toEqual(askedFor);
    expect(next.subject.question?.problem.detail).toBe(askedFor[0]);
  });

  it('asks for a file that was still being read, too', async () => {
    const { subject, record } = aSubject([fromLink]);
    subject.book.addFiles([small()]);
    await written();
    const again = aSubject([fromLink], record());
    await again.subject.book.settled();
    expect(again.subject.question?.problem.code).toBe('check/bring-again');

    again.subject.book.addFiles([small()]);
    (await again.reader.reading(0)).answer({});
    await again.subject.book.settled();
    expect(again.subject.question).toBeUndefined();
    await written();
    expect(again.record().brought).toMatchObject([
      { bytes: new TextEncoder().encode('signature') },
    ]);
  });
});
