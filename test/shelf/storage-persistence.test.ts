import { describe, expect, it } from 'vitest';
import { StoragePersistence } from '../../src/shelf/storage-persistence.browser';
import { StoredText } from '../../src/shelf/stored-text.browser';

/** A browser that answers `persist` when the test says so. */
class FakeDevice {
  asked = 0;
  answer: (kept: boolean | Error) => void = () => undefined;
  constructor(readonly isKept = false) {}

  persisted(): Promise<boolean> {
    return Promise.resolve(this.isKept);
  }

  persist(): Promise<boolean> {
    this.asked++;
    return new Promise((resolve, reject) => {
      this.answer = (kept) => (kept instanceof Error ? reject(kept) : resolve(kept));
    });
  }
}

function newStored(): StoredText {
  const texts = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem'> = {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
  };
  return new StoredText('asked', () => storage as Storage);
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('StoragePersistence', () => {
  it.each([undefined, {}, { persisted: () => Promise.resolve(true) }])(
    'has nobody to ask: %j',
    async (device) => {
      const persistence = new StoragePersistence(device, newStored());
      persistence.askOnce();
      persistence.ask();
      await settled();
      expect(persistence.state).toBe('unsupported');
    },
  );

  it('asks once by itself, and again only when it is told to', async () => {
    const device = new FakeDevice();
    const stored = newStored();
    const persistence = new StoragePersistence(device, stored);
    await settled();
    expect([persistence.state, device.asked]).toEqual(['not-asked', 0]);
    persistence.askOnce();
    persistence.askOnce();
    persistence.ask();
    expect([persistence.state, device.asked]).toEqual(['asking', 1]);
    device.answer(false);
    await settled();
    expect(persistence.state).toBe('refused');
    persistence.askOnce();
    expect(device.asked).toBe(1);

    const later = new StoragePersistence(device, stored);
    later.askOnce();
    await settled();
    expect([later.state, device.asked]).toEqual(['refused', 1]);
    later.ask();
    device.answer(true);
    await settled();
    expect([later.state, device.asked]).toEqual(['kept', 2]);
  });

  it('knows what was granted before', async () => {
    const device = new FakeDevice(true);
    const persistence = new StoragePersistence(device, newStored());
    await settled();
    persistence.askOnce();
    expect([persistence.state, device.asked]).toEqual(['kept', 0]);
  });

  it('takes a failure for a no', async () => {
    const device = new FakeDevice();
    const persistence = new StoragePersistence(device, newStored());
    persistence.ask();
    device.answer(new Error('not now'));
    await settled();
    expect(persistence.state).toBe('refused');
  });
});
