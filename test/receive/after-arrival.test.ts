import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BackedList, Evidence } from '../../src/check/evidence';
import { AfterArrival, type AfterStage } from '../../src/receive/after-arrival.browser';
import type { Expectation } from '../../src/release/expectation';
import type { ReleaseRecord } from '../../src/pieces/release-record';
import type { DigestAlgorithm } from '../../src/base/digest-algorithms';
import { digestExpectation, hexOf, signatureExpectation } from '../check/expectations';
import { aSubject, hashedFile } from './a-subject';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the reader answers for a digest of the digit `digit`; the file's own have the digit 1. */
function digest(digit: string, algorithm: DigestAlgorithm = 'sha256'): Partial<Evidence> {
  const list: BackedList = {
    entries: [
      {
        name: undefined,
        digest: { kind: 'digest', hex: hexOf(algorithm, digit), algorithms: [algorithm] },
        size: undefined,
      },
    ],
    source: 'pasted',
    chain: [],
    problem: undefined,
  };
  return { lists: [list] };
}

function arrived(expectations: readonly Expectation[], kept: Partial<ReleaseRecord> = {}) {
  const shown: AfterStage[] = [];
  const given: boolean[] = [];
  const { subject, reader, record } = aSubject(expectations, kept, () => {
    after.expectationsChanged();
  });
  const after = new AfterArrival(subject, hashedFile(), {
    show: (stage) => shown.push(stage),
    onJudged: () => given.push(!subject.withheld),
  });
  const last = () => shown.at(-1);
  const ready = async () => {
    await vi.waitUntil(() => last()?.stage === 'ready');
    const stage = last();
    if (stage?.stage !== 'ready') throw new Error('not ready');
    return stage;
  };
  return { subject, reader, record, after, shown, last, ready, given };
}

const strong = digestExpectation('sha256');
const weak = digestExpectation('md5');

/** A picker in which the person never makes up their mind. */
function openPicker() {
  const showSaveFilePicker = vi.fn(() => new Promise<never>(() => undefined));
  vi.stubGlobal('window', { showSaveFilePicker });
  return showSaveFilePicker;
}

describe('AfterArrival', () => {
  it('shows the verdict, and gives the bytes to others', async () => {
    const { after, ready, shown, given } = arrived([strong]);
    await after.compare();
    const { verdict, file, digests } = await ready();
    expect(verdict.kind).toBe('matches');
    expect(file?.name).toBe('f.iso');
    expect(digests.sha256).toBe(hexOf('sha256'));
    expect(shown.map(({ stage }) => stage)).toEqual(['checking', 'ready']);
    expect(given).toEqual([true]);
  });

  it('shuts the gate from the moment of a change until it has been read', async () => {
    const picker = openPicker();
    const { after, subject, reader, ready, last, given } = arrived([strong]);
    await after.compare();
    expect((await ready()).file).toBeDefined();
    subject.book.setText('another one');
    expect(last()).toEqual({ stage: 'checking', hashedBytes: 0 });
    after.save();
    after.saveAnyway('weak');
    const reading = await reader.reading(0);
    after.save();
    expect(picker).not.toHaveBeenCalled();
    expect(last()?.stage).toBe('checking');
    reading.answer(digest('2'));
    expect(await ready()).toMatchObject({ verdict: { kind: 'differs' }, file: undefined });
    expect(given).toEqual([true, false]);
    after.save();
    expect(picker).not.toHaveBeenCalled();
  });

  it('decides nothing on what an earlier visit left before that has been read', async () => {
    const { after, reader, ready, shown, record } = arrived([strong], { pasted: 'bad' });
    void after.compare();
    const reading = await reader.reading(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shown.every(({ stage }) => stage === 'checking')).toBe(true);
    reading.answer(digest('2'));
    expect(await ready()).toMatchObject({ verdict: { kind: 'differs' }, file: undefined });
    await vi.waitUntil(() => record().withheld);
  });

  it('goes by the latest of several changes alone', async () => {
    const { after, subject, reader, ready, shown } = arrived([strong]);
    await after.compare();
    subject.book.setText('one');
    const first = await reader.reading(0);
    subject.book.setText('two');
    first.answer(digest('1'));
    const second = await reader.reading(1);
    expect(shown.filter(({ stage }) => stage === 'ready')).toHaveLength(1);
    second.answer(digest('2'));
    expect((await ready()).verdict.kind).toBe('differs');
    expect(shown.filter(({ stage }) => stage === 'ready')).toHaveLength(2);
  });

  it('can’t check while a question is open, whatever the link says', async () => {
    const { after, subject, reader, ready } = arrived([strong]);
    await after.compare();
    subject.book.setText('nonsense');
    (await reader.reading(0)).fail(new Error('no memory'));
    expect(await ready()).toMatchObject({
      verdict: { kind: 'could-not-check', problem: { code: 'check/worker' }, chain: [] },
      file: undefined,
    });
    subject.book.setText('');
    expect((await ready()).verdict.kind).toBe('matches');
  });

  it.each<[string, Expectation[], Partial<Evidence>, string]>([
    ['a digest', [digestExpectation('sha512')], {}, 'could-not-check'],
    ['a digest beside a match', [strong, digestExpectation('sha512')], {}, 'could-not-check'],
    [
      'a digest beside a difference',
      [digestExpectation('sha256', { hex: hexOf('sha256', '2') }), digestExpectation('sha512')],
      {},
      'differs',
    ],
    ['a signature', [strong], { signatures: [signatureExpectation()] }, 'could-not-check'],
    [
      'a signature beside a difference',
      [strong],
      { ...digest('2'), signatures: [signatureExpectation()] },
      'differs',
    ],
  ])('without a worker for %s', async (_what, expectations, evidence, kind) => {
    // There are no workers in Node.
    const { after, subject, reader, ready } = arrived(expectations);
    subject.book.setText('text');
    (await reader.reading(0)).answer(evidence);
    await subject.book.settled();
    void after.compare();
    expect(await ready()).toMatchObject({ verdict: { kind }, file: undefined });
  });

  it('saves after a consent, which holds until something else is brought', async () => {
    const picker = openPicker();
    const { after, subject, reader, ready, last } = arrived([weak]);
    await after.compare();
    expect(await ready()).toMatchObject({ verdict: { kind: 'weak' }, file: undefined });
    after.save();
    expect(last()?.stage).toBe('ready');
    after.saveAnyway('nothing-to-check');
    await vi.waitUntil(() => last()?.stage === 'ready');
    expect(picker).not.toHaveBeenCalled();
    after.saveAnyway('weak');
    await vi.waitUntil(() => last()?.stage === 'saving');
    expect(picker).toHaveBeenCalledOnce();

    // The picker is still open.
    subject.book.setText('the same, from another page');
    expect(last()?.stage).toBe('checking');
    (await reader.reading(0)).answer(digest('1', 'md5'));
    expect(await ready()).toMatchObject({ verdict: { kind: 'weak' }, file: undefined });
  });

  it('ends a save that is cancelled, and can save again', async () => {
    vi.stubGlobal('window', {
      showSaveFilePicker: vi.fn(() => Promise.reject(new DOMException('closed', 'AbortError'))),
    });
    const { after, ready, shown, last } = arrived([strong]);
    await after.compare();
    for (let times = 0; times < 2; times++) {
      await ready();
      after.save();
      expect(last()?.stage).toBe('saving');
      expect(await ready()).toMatchObject({ problem: undefined, verdict: { kind: 'matches' } });
    }
    expect(shown.map(({ stage }) => stage)).toEqual([
      ...['checking', 'ready'],
      ...['saving', 'ready'],
      ...['saving', 'ready'],
    ]);
  });

  it('shows nothing any more once it was left', async () => {
    const { after, shown } = arrived([strong]);
    const comparing = after.compare();
    after.leave();
    await comparing;
    expect(shown.map(({ stage }) => stage)).toEqual(['checking']);
    after.save();
    after.saveAnyway('weak');
    expect(shown).toHaveLength(1);
  });
});
