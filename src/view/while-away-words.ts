import type { NoticeState } from '../shelf/notice-state';
import type { ScreenState } from '../shelf/screen-state';

/** What the browser answered when it was asked to notify; nothing before it was. */
export const answerWords: Readonly<Record<NonNullable<NoticeState['answer']>, string>> = {
  granted: 'The browser will tell you, unless this tab is in view then.',
  denied:
    'The browser does not let this site notify you. Its settings for this site can change that.',
  dismissed: 'The browser has not been told whether this site may notify you.',
  impossible: 'This browser does not let a page like this one notify you.',
};

/** What became of the wish that the screen stays on; nothing where the box says it. */
export const screenWords: Readonly<Record<ScreenState, string>> = {
  unsupported: '',
  off: '',
  on: '',
  refused: 'The browser does not keep the screen on. A low battery is a usual reason.',
};
