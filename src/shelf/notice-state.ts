/** What a browser said when it was asked whether this site may notify. */
export type NoticeAnswer =
  | 'granted'
  | 'denied'
  /** It was asked, and the person told it neither. */
  | 'dismissed'
  /** It does so for no page, whatever it was told. */
  | 'impossible';

export interface NoticeState {
  /** The browser knows notifications at all. */
  readonly supported: boolean;
  /** The person wants to be told, and the browser lets the page. */
  readonly wanted: boolean;
  /** In this visit; absent before anything was asked for. */
  readonly answer: NoticeAnswer | undefined;
}
