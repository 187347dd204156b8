import { describe, expect, it, vi } from 'vitest';
import { Notices, type NoticeApi } from '../../src/shelf/notices.browser';

interface World {
  permission: NotificationPermission;
  /** What the person says when the browser asks. */
  says: NotificationPermission;
  /** As in Chromium on Android. */
  throws: boolean;
  hidden: boolean;
  stored: string;
}

const words = { title: 'It matches', body: '総和' };
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function visit(start: Partial<World> = {}) {
  const world: World = {
    permission: 'default',
    says: 'granted',
    throws: false,
    hidden: true,
    stored: '',
    ...start,
  };
  const shown: string[] = [];
  const asked = vi.fn();
  class Notice {
    onclick = null;
    constructor(title: string, options?: { readonly body: string }) {
      if (world.throws) throw new TypeError('Illegal constructor.');
      if (world.permission === 'granted') shown.push(`${title}: ${options?.body ?? ''}`);
    }
    close = (): void => undefined;
    static get permission(): NotificationPermission {
      return world.permission;
    }
    static requestPermission(): Promise<NotificationPermission> {
      asked();
      world.permission = world.says;
      return Promise.resolve(world.says);
    }
  }
  let otherTab = (): void => undefined;
  const stored = {
    read: () => world.stored,
    write: (text: string) => {
      world.stored = text;
      return true;
    },
    onOtherTab: (listener: () => void) => (otherTab = listener),
  };
  const api: NoticeApi = Notice;
  const notices = new Notices(api, stored, world);
  return { world, notices, shown, asked, changeInOtherTab: () => otherTab() };
}

describe('Notices', () => {
  it('asks the browser only when it is asked to', () => {
    const { asked, notices } = visit();
    notices.tell(words);
    expect(asked).not.toHaveBeenCalled();
    expect(notices.state).toEqual({ supported: true, wanted: false, answer: undefined });
  });

  it.each<[Partial<World>, string, boolean]>([
    [{ says: 'granted' }, 'granted', true],
    [{ says: 'denied' }, 'denied', false],
    [{ says: 'default' }, 'dismissed', false],
    [{ permission: 'granted', says: 'denied' }, 'granted', true],
    [{ throws: true }, 'impossible', false],
  ])('%j: says what the browser answered', async (start, answer, wanted) => {
    const { notices, shown } = visit(start);
    notices.want(true);
    await settled();
    expect(notices.state).toEqual({ supported: true, wanted, answer });
    expect(shown).toEqual([]);
    notices.tell(words);
    expect(shown).toEqual(wanted ? ['It matches: 総和'] : []);
  });

  it('says nothing to somebody who is looking', async () => {
    const { notices, shown } = visit({ hidden: false });
    notices.want(true);
    await settled();
    notices.tell(words);
    expect(shown).toEqual([]);
  });

  it.each<[Partial<World>, boolean]>([
    [{ permission: 'granted', stored: 'on' }, true],
    [{ permission: 'granted', stored: '' }, false],
    [{ permission: 'granted', stored: '総和' }, false],
    [{ permission: 'denied', stored: 'on' }, false],
    [{ permission: 'default', stored: 'on' }, false],
  ])('a later visit with %j', (start, wanted) => {
    const { notices, asked } = visit(start);
    expect(notices.state).toEqual({ supported: true, wanted, answer: undefined });
    expect(asked).not.toHaveBeenCalled();
  });

  it('remembers the choice, and that it was taken back', async () => {
    const { notices, world } = visit();
    notices.want(true);
    await settled();
    expect(world.stored).toBe('on');
    notices.want(false);
    expect(world.stored).toBe('');
    expect(notices.state.wanted).toBe(false);
  });

  it('an answer that comes after the choice was taken back changes nothing', async () => {
    const { notices } = visit();
    notices.want(true);
    notices.want(false);
    await settled();
    expect(notices.state).toEqual({ supported: true, wanted: false, answer: undefined });
  });

  it('follows other tabs', () => {
    const { notices, world, changeInOtherTab } = visit({ permission: 'granted' });
    world.stored = 'on';
    changeInOtherTab();
    expect(notices.state.wanted).toBe(true);
  });

  it('says nothing once the browser has taken its permission back, and owns up to a failure', async () => {
    const { notices, world, shown } = visit();
    notices.want(true);
    await settled();
    world.permission = 'denied';
    notices.tell(words);
    world.permission = 'granted';
    world.throws = true;
    notices.tell(words);
    expect(shown).toEqual([]);
    expect(notices.state.answer).toBe('impossible');
  });

  it('knows when there is nothing to ask', () => {
    const stored = { read: () => 'on', write: () => true, onOtherTab: () => undefined };
    const notices = new Notices(undefined, stored, { hidden: true });
    expect(notices.state).toEqual({ supported: false, wanted: false, answer: undefined });
  });
});
