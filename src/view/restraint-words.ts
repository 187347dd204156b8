import type { RestraintNote } from '../swarm/limits/what-to-do';

/** What the page does, or leaves undone, because of it. */
export const restraintWords: Readonly<Record<RestraintNote, string>> = {
  paused: 'Paused: nothing is fetched and nothing is given until you resume.',
  'ratio-reached':
    'This file has been given as often as your settings allow, so no more of it is given.',
  'save-data': 'Your browser asks pages to save data, so nothing is given to others.',
  'low-battery': 'The battery is low and not charging, so nothing is given to others.',
};

/** Notes that a person may set aside for this visit. */
export function isOverridable(note: RestraintNote): boolean {
  return note === 'save-data' || note === 'low-battery';
}
