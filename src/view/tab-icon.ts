import type { Phase, Work } from './work';

/**
 * The tab's icon as a data URL; `undefined` for the site's own. White on a filled square, so that it
 * reads at 16 pixels whether the browser around it is light or dark. Each meaning has a shape of its own.
 */
export function tabIcon(work: Pick<Work, 'phase' | 'percent'> | undefined): string | undefined {
  if (work === undefined) return undefined;
  const sign = signs[work.phase];
  if (sign === 'none') return undefined;
  if (sign === 'ring') return icon(colours.ring, ring(work.percent ?? 0));
  return icon(colours[sign], `<path ${line} d="${paths[sign]}"/>`);
}

type Sign = 'none' | 'ring' | 'pause' | 'tick' | 'question' | 'exclamation';

const signs: Readonly<Record<Phase, Sign>> = {
  idle: 'none',
  'reading-link': 'none',
  'not-started': 'none',
  looking: 'ring',
  receiving: 'ring',
  checking: 'ring',
  saving: 'ring',
  publishing: 'ring',
  paused: 'pause',
  stuck: 'exclamation',
  failed: 'exclamation',
  matches: 'tick',
  weak: 'question',
  differs: 'exclamation',
  'could-not-check': 'exclamation',
  'nothing-to-check': 'question',
  saved: 'tick',
  'not-saved': 'exclamation',
  checked: 'none',
  giving: 'none',
  'not-giving': 'pause',
};

/** Those of css/tokens.css for the light scheme, on which white has 4.5:1 or more. */
const colours: Readonly<Record<Exclude<Sign, 'none'>, string>> = {
  ring: '#0b5c6b',
  pause: '#0b5c6b',
  tick: '#1a6a3d',
  question: '#855300',
  exclamation: '#a8261d',
};

const line = 'fill="none" stroke="#fff" stroke-width="4.5"';

const paths: Readonly<Record<Exclude<Sign, 'none' | 'ring'>, string>> = {
  pause: 'M11.5 8v16M20.5 8v16',
  tick: 'M7 16.5l6.5 6.5L25 10',
  question: 'M10.5 12.5c0-7 11-7 11 0c0 4-5.5 4-5.5 8.5M16 23.5v4',
  exclamation: 'M16 5.5v13M16 22.5v4.5',
};

/**
 * A browser keeps every icon that it was shown: a ring grows in twentieths, so that there are few of them
 * however long it takes.
 */
function ring(percent: number): string {
  const filled = Math.floor(percent / 5) * 5;
  const circle = 'cx="16" cy="16" r="9.5" fill="none" stroke="#fff" stroke-width="6"';
  return (
    `<circle ${circle} opacity=".3"/>` +
    `<circle ${circle} pathLength="100" stroke-dasharray="${filled} 100" transform="rotate(-90 16 16)"/>`
  );
}

function icon(colour: string, drawing: string): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    `<rect width="32" height="32" rx="7" fill="${colour}"/>${drawing}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
