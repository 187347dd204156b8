import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { EvidenceBook, type KeptEvidence } from '../../src/check/evidence-book.browser';
import { noEvidence, pastedId, type FoundKey } from '../../src/check/evidence';
import type { StoredKey } from '../../src/release/stored-key';
import { FakeKeys } from './fake-keys';
import { FakeReader } from './fake-reader';

const fingerprint = 'ABCD1234ABCD1234';
const keyBytes = new Uint8Array([1, 2, 3]);
const storedKey: StoredKey = {
  fingerprint,
  scheme: 'minisign',
  bytes: keyBytes,
  owner: 'Ann',
  since: 5,
};
const foundKey: FoundKey = {
  fingerprint,
  scheme: 'minisign',
  bytes: keyBytes,
  trust: { kind: 'brought' },
  owner: 'Ann',
  createdAt: undefined,
  expiresAt: undefined,
  revoked: false,
  caveat: undefined,
  signed: true,
};
/** Evidence that the tests tell apart by a sentence. */
const saying = (summary: string) => ({
  items: [{ documentId: pastedId, kind: 'digests', summary, problem: undefined } as const],
});

function open(options: { kept?: KeptEvidence; keys?: FakeKeys } = {}) {
  const reader = new FakeReader();
  const keys = options.keys ?? new FakeKeys();
  const book = new EvidenceBook({ read: reader.read, keys, now: () => 1000 }, options.kept);
  return { book, reader, keys };
}

const summaryOf = (book: EvidenceBook) => book.state.evidence.items[0]?.summary;
const fileOf = (text: string, name = 'SHA256SUMS') => new File([text], name);

describe('EvidenceBook', () => {
  it('starts empty, and asks nobody', async () => {
    const { book, reader } = open();
    expect(book.state).toEqual({ reading: false, text: '', files: [], evidence: noEvidence });
    await book.settled();
    book.setText('');
    book.addFiles([]);
    book.remove('file-1');
    expect(book.state.reading).toBe(false);
    expect(reader.readings).toEqual([]);
  });

  it('reads what is in the paste box, and is reading from that moment on', async () => {
    const { book, reader } = open();
    const states: boolean[] = [];
    book.subscribe(() => states.push(book.state.reading));
    book.setText('déjà');
    expect(book.state).toMatchObject({ reading: true, text: 'déjà', evidence: noEvidence });
    const reading = await reader.reading(0);
    expect(reading).toMatchObject({ texts: ['déjà'], keys: [], now: 1000 });
    expect(reading.documents).toMatchObject([{ id: pastedId, name: undefined }]);
    reading.answer(saying('one'));
    await book.settled();
    expect(book.state.reading).toBe(false);
    expect(summaryOf(book)).toBe('one');
    expect(states).toEqual([true, false]);
  });

  it('takes the same text once, and white space for nothing', async () => {
    const { book, reader } = open();
    book.setText('a');
    book.setText('a');
    (await reader.reading(0)).answer(saying('one'));
    await book.settled();
    book.setText(' \n');
    await book.settled();
    expect(book.state).toMatchObject({ reading: false, text: ' \n', evidence: noEvidence });
    expect(reader.readings).toHaveLength(1);
  });

  it('lets the latest change win, whichever is answered first', async () => {
    const { book, reader } = open();
    book.setText('one');
    const first = await reader.reading(0);
    book.setText('two');
    const second = await reader.reading(1);
    expect(first.signal.aborted).toBe(true);
    second.answer(saying('two'));
    await book.settled();
    first.answer(saying('one'));
    await book.settled();
    expect(summaryOf(book)).toBe('two');
    expect(book.state.text).toBe('two');
  });

  it('shows nothing of an earlier text when that is answered first', async () => {
    const { book, reader } = open();
    book.setText('one');
    const first = await reader.reading(0);
    book.setText('two');
    first.answer(saying('one'));
    const second = await reader.reading(1);
    expect(book.state).toMatchObject({ reading: true, evidence: noEvidence });
    second.answer(saying('two'));
    await book.settled();
    expect(summaryOf(book)).toBe('two');
  });

  it('keeps files beside the text, and takes them away by their id', async () => {
    const { book, reader } = open();
    book.setText('text');
    book.addFiles([fileOf('one', 'ф.txt'), fileOf('', 'empty')]);
    expect(book.state).toMatchObject({
      reading: true,
      files: [
        { name: 'ф.txt', size: 3 },
        { name: 'empty', size: 0 },
      ],
    });
    const reading = await reader.reading(0);
    expect(reading.texts).toEqual(['text', 'one', '']);
    expect(reading.documents).toMatchObject([
      { id: pastedId },
      { name: 'ф.txt' },
      { name: 'empty' },
    ]);
    reading.answer({});
    await book.settled();
    expect(book.kept).toEqual({
      text: 'text',
      files: [
        { name: 'ф.txt', size: 3, bytes: new TextEncoder().encode('one') },
        { name: 'empty', size: 0, bytes: new Uint8Array() },
      ],
    });

    book.remove(book.state.files[0]?.id ?? '');
    const again = await reader.reading(1);
    expect(again.texts).toEqual(['text', '']);
    again.answer({});
    book.remove(pastedId);
    const left = await reader.reading(2);
    expect(left.texts).toEqual(['']);
    left.answer({});
    await book.settled();
    expect(book.state).toMatchObject({ text: '', files: [{ name: 'empty' }] });
  });

  it('gives every file its own id, also one that comes back', async () => {
    const { book, reader } = open();
    book.addFiles([fileOf('a')]);
    const first = book.state.files[0]?.id;
    book.remove(first ?? '');
    book.addFiles([fileOf('a'), fileOf('a')]);
    const ids = book.state.files.map(({ id }) => id);
    expect(new Set([first, ...ids]).size).toBe(3);
    (await reader.reading(0)).answer({});
    await book.settled();
  });

  it('leaves a question open for a file that is too long, and reads the others', async () => {
    const { book, reader } = open();
    const long = fileOf('x', 'long');
    Object.defineProperty(long, 'size', { value: 64 * 1024 * 1024 + 1 });
    book.addFiles([long, fileOf('short')]);
    const reading = await reader.reading(0);
    expect(reading.texts).toEqual(['short']);
    reading.answer(saying('short'));
    await book.settled();
    expect(book.state.evidence).toMatchObject({
      items: [{ kind: 'unusable', problem: { code: 'check/too-long' } }, { summary: 'short' }],
      questions: [{ problem: { code: 'check/too-long' }, chain: [] }],
    });
  });

  it('leaves a question open for a file that can’t be read', async () => {
    const { book, reader } = open();
    const folder = fileOf('x', 'folder');
    folder.arrayBuffer = () => Promise.reject(new Error('gone'));
    book.addFiles([folder]);
    await book.settled();
    expect(book.state.evidence.questions).toMatchObject([
      { problem: { code: 'check/unreadable-file' } },
    ]);
    expect(book.kept.files).toEqual([{ name: 'folder', size: 1, bytes: undefined }]);
    expect(reader.readings).toEqual([]);
  });

  it.each([
    [new Error('no memory'), 'check/worker'],
    [new Problem('check/too-long'), 'check/too-long'],
    ['a word', 'check/worker'],
  ])('turns a reading that fails into a question: %s', async (error, code) => {
    const { book, reader } = open();
    book.setText('one');
    (await reader.reading(0)).fail(error);
    await book.settled();
    expect(book.state).toMatchObject({ reading: false, evidence: { questions: [{ chain: [] }] } });
    expect(book.state.evidence.questions[0]?.problem.code).toBe(code);
    // The next text gets its own answer.
    book.setText('two');
    (await reader.reading(1)).answer(saying('two'));
    await book.settled();
    expect(book.state.evidence.questions).toEqual([]);
  });

  it('reads what an earlier visit left, before anything else', async () => {
    const bytes = new TextEncoder().encode('list');
    const { book, reader } = open({
      kept: { text: 'text', files: [{ name: 'l', size: 4, bytes }] },
    });
    expect(book.state).toMatchObject({
      reading: true,
      text: 'text',
      files: [{ name: 'l', size: 4 }],
    });
    const reading = await reader.reading(0);
    expect(reading.texts).toEqual(['text', 'list']);
    reading.answer(saying('kept'));
    await book.settled();
    expect(summaryOf(book)).toBe('kept');
  });

  it('has nothing of a file to keep before it was read', async () => {
    const { book, reader } = open();
    book.addFiles([fileOf('one', 'a')]);
    expect(book.kept.files).toEqual([{ name: 'a', size: 3, bytes: undefined }]);
    (await reader.reading(0)).answer({});
    await book.settled();
  });
});

describe('EvidenceBook: files whose contents were not kept', () => {
  const lost = (name: string, size = 3) => ({ name, size, bytes: undefined });
  const openWith = (...files: KeptEvidence['files'][number][]) =>
    open({ kept: { text: '', files } });
  const asked = (book: EvidenceBook) =>
    book.state.evidence.questions.map(({ problem: { code, detail } }) => [code, detail]);

  it('asks for each of them by name', async () => {
    const { book, reader } = openWith(lost('ф', 70), lost('', 0));
    await book.settled();
    expect(reader.readings).toEqual([]);
    expect(book.state.files).toMatchObject([
      { name: 'ф', size: 70 },
      { name: '', size: 0 },
    ]);
    expect(asked(book)).toEqual([
      ['check/bring-again', 'It is ф.'],
      ['check/bring-again', 'It is .'],
    ]);
    const ids = book.state.files.map(({ id }) => id);
    expect(book.state.evidence.items).toMatchObject([
      { documentId: ids[0], kind: 'unusable', problem: { code: 'check/bring-again' } },
      { documentId: ids[1], kind: 'unusable', problem: { code: 'check/bring-again' } },
    ]);
    expect(book.kept.files).toEqual([lost('ф', 70), lost('', 0)]);
  });

  it('takes the file of the same name for it, one for one', async () => {
    const { book, reader } = openWith(lost('a'), lost('a'), lost('b'));
    book.addFiles([fileOf('one', 'a')]);
    (await reader.reading(0)).answer({});
    await book.settled();
    expect(book.state.files.map(({ name }) => name)).toEqual(['a', 'b', 'a']);
    expect(asked(book)).toHaveLength(2);
    book.addFiles([fileOf('two', 'a'), fileOf('three', 'b'), fileOf('four', 'a')]);
    (await reader.reading(1)).answer({});
    await book.settled();
    // A file that is there is no other one's stand-in.
    expect(book.state.files.map(({ name }) => name)).toEqual(['a', 'a', 'b', 'a']);
    expect(asked(book)).toEqual([]);
  });

  it('forgets one that is taken away', async () => {
    const { book } = openWith(lost('a'), lost('b'));
    book.remove(book.state.files[0]?.id ?? '');
    await book.settled();
    expect(asked(book)).toEqual([['check/bring-again', 'It is b.']]);
    expect(book.kept.files).toEqual([lost('b')]);
  });
});

describe('EvidenceBook: keys', () => {
  it('remembers a key only when told, and reads again with it', async () => {
    const { book, reader, keys } = open();
    book.setText('signed');
    (await reader.reading(0)).answer({ keys: [foundKey] });
    await book.settled();
    expect(keys.stored).toEqual([]);
    book.remember('somebody else');
    expect(book.state.reading).toBe(false);
    book.remember(fingerprint);
    expect(book.state.reading).toBe(true);
    const reading = await reader.reading(1);
    expect(reading.keys).toEqual([
      {
        fingerprint,
        scheme: 'minisign',
        bytes: keyBytes,
        owner: 'Ann',
        trust: { kind: 'remembered', since: 1000 },
      },
    ]);
    expect(keys.stored).toEqual([{ ...storedKey, since: 1000 }]);
    const remembered = { ...foundKey, trust: { kind: 'remembered', since: 1000 } } as const;
    reading.answer({ keys: [remembered] });
    await book.settled();
    // The moment when it was remembered stays.
    book.remember(fingerprint);
    expect(book.state.reading).toBe(false);
    expect(keys.stored).toHaveLength(1);
  });

  it('passes on the name that a key was remembered under', async () => {
    const keys = new FakeKeys([storedKey, { ...storedKey, fingerprint: 'B', owner: undefined }]);
    const { reader, book } = open({ keys });
    const reading = await reader.reading(0);
    expect(reading.keys).toMatchObject([
      { fingerprint, owner: 'Ann' },
      { fingerprint: 'B', owner: undefined },
    ]);
    reading.answer({});
    await book.settled();
  });

  it('forgets a key when told', async () => {
    const { book, reader, keys } = open({ keys: new FakeKeys([storedKey]) });
    book.setText('signed');
    const known = await reader.reading(0);
    expect(known.keys).toHaveLength(1);
    known.answer({});
    await book.settled();
    book.forget(fingerprint);
    const reading = await reader.reading(1);
    expect(reading.keys).toEqual([]);
    expect(keys.stored).toEqual([]);
    reading.answer({});
    await book.settled();
  });

  it('shows remembered keys when nothing was brought', async () => {
    const { book, reader } = open({ keys: new FakeKeys([storedKey]) });
    const reading = await reader.reading(0);
    expect(reading.documents).toEqual([]);
    reading.answer({ keys: [foundKey] });
    await book.settled();
    expect(book.state.evidence.keys).toEqual([foundKey]);
  });

  it('asks nothing of the person when only their keys can’t be read', async () => {
    const { book, reader } = open({ keys: new FakeKeys([storedKey]) });
    (await reader.reading(0)).fail(new Error('no memory'));
    await book.settled();
    expect(book.state.evidence).toEqual(noEvidence);
  });

  it('goes on without storage', async () => {
    const keys = new FakeKeys([storedKey]);
    keys.broken = true;
    const { book, reader } = open({ keys });
    book.setText('signed');
    const reading = await reader.reading(0);
    expect(reading.keys).toEqual([]);
    reading.answer({ keys: [foundKey] });
    await book.settled();
    book.remember(fingerprint);
    const again = await reader.reading(1);
    expect(again.keys).toEqual([]);
    again.answer({ keys: [foundKey] });
    await book.settled();
    expect(book.state.evidence.keys).toEqual([foundKey]);
  });
});
