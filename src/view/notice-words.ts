import { quotedName } from '../base/quoted-name';
import { isUnderWay, type Phase, type Work } from './work';

/** What a notification says. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

/** What to tell somebody who is away, when a job goes from `before` to `now`; mostly nothing. */
export function noticeWords(before: Work, now: Work): NoticeWords | undefined {
  if (!isUnderWay(before)) return undefined;
  const words = endings[now.phase];
  if (words === undefined) return undefined;
  const name = now.name ?? before.name;
  return {
    title: words.title,
    body: words.body(name === undefined ? 'the file' : quotedName(name)),
  };
}

interface Ending {
  readonly title: string;
  /** One sentence; it does not begin with the name, which may be "the file". */
  readonly body: (name: string) => string;
}

/** The ends that work comes to. What the person brought about, or is no end, is not told. */
const endings: Readonly<Partial<Record<Phase, Ending>>> = {
  matches: { title: 'It matches', body: (name) => `All of ${name} was compared.` },
  weak: {
    title: 'Only a weak checksum matches',
    body: (name) => `All of ${name} was compared. Open the tab to see what that means.`,
  },
  differs: {
    title: 'It is not as expected',
    body: (name) => `All of ${name} was compared. Open the tab to see what can be done.`,
  },
  'could-not-check': {
    title: 'It could not be checked',
    body: (name) => `Open the tab to see why, and what can be done about ${name}.`,
  },
  'nothing-to-check': {
    title: 'There is nothing to compare it with yet',
    body: (name) => `All of ${name} is here.`,
  },
  stuck: {
    title: 'It cannot go on by itself',
    body: (name) => `Open the tab to see what ${name} waits for.`,
  },
  failed: { title: 'It stopped', body: (name) => `Open the tab to see what happened to ${name}.` },
  saved: { title: 'Saved', body: (name) => `The page has handed over ${name}.` },
  'not-saved': {
    title: 'It was not saved',
    body: (name) => `Open the tab to see why ${name} was not written.`,
  },
  checked: {
    title: 'The files have been checked',
    body: () => 'Open the tab to see what came out.',
  },
  giving: {
    title: 'The share link is ready',
    body: (name) => `Others can get ${name} while its tab stays open.`,
  },
  'not-giving': {
    title: 'The share link is ready',
    body: (name) => `Nobody can get ${name} now. Open the tab to see why.`,
  },
};
