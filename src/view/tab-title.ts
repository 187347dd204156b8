import { displayName } from '../base/display-name';
import type { Route } from '../base/parse-route';
import type { Phase, Work } from './work';

export interface TitlePlace {
  readonly siteName: string;
  readonly page: Route['page'];
}

/**
 * The title of the tab: "42 % · ubuntu.iso · Samesum", or the page's own name while nothing is to be told.
 * It begins with words of ours, whatever a file is called: a name such as "✓ ubuntu.iso" is no verdict.
 */
export function tabTitle(work: Work | undefined, { siteName, page }: TitlePlace): string {
  if (work === undefined || work.phase === 'idle') return joined([pageNames[page], siteName]);
  const { phase, name } = work;
  const shownName = name === undefined ? '' : titleName(name);
  if (phase === 'matches' && shownName !== '') return `✓ ${joined([shownName, siteName])}`;
  const status = [statusWords[phase], figure(work)].filter((word) => word !== '').join(' ');
  return joined([status, shownName, siteName]);
}

const pageNames: Readonly<Record<Route['page'], string>> = {
  home: '',
  publish: 'Publish a file',
  check: 'Check a file',
  shelf: 'Shelf',
  settings: 'Settings',
  receive: 'Receive a file',
};

const statusWords: Readonly<Record<Phase, string>> = {
  idle: '',
  'reading-link': 'Reading the link',
  'not-started': 'Not started',
  looking: 'Looking',
  receiving: '',
  checking: 'Checking',
  saving: 'Saving',
  publishing: 'Publishing',
  paused: 'Paused',
  stuck: 'Cannot go on',
  failed: 'Cannot go on',
  matches: '✓ Matches',
  weak: '≈ Weak checksum',
  differs: '≠ Not as expected',
  'could-not-check': '! Not checked',
  'nothing-to-check': '? Nothing to compare',
  saved: '✓ Saved',
  'not-saved': '! Not saved',
  checked: 'Checked',
  giving: 'Passing on',
  'not-giving': 'Not passed on',
};

function figure({ percent }: Work): string {
  return percent === undefined ? '' : `${percent} %`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** Blocks of scripts from right to left, and those that Unicode keeps for more of them. */
const rightToLeft =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A title is plain text: what <bdi> does on the page, isolating characters (U+2068, U+2069) do here. They
 * stand only where they are needed.
 */
function titleName(name: string): string {
  const { stem, extension } = displayName(name);
  if (!rightToLeft.test(stem + extension)) return stem + extension;
  return [stem, extension].map((part) => (part === '' ? '' : `\u2068${part}\u2069`)).join('');
}
