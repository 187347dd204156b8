import type { Consent } from '../check/checked-file';

/** What elements say, and what they say with it. All of them bubble. */
export interface ViewEvents {
  /** A file to publish. */
  choose: File;
  /** The fragment of a share link to open. */
  'open-link': string;
  'cancel-hashing': undefined;
  /** The text of the mirror box. */
  mirrors: string;
  'start-over': undefined;
  join: undefined;
  'mirrors-only': undefined;
  /** The text of the checksum box. */
  'paste-text': string;
  'remove-pasted': undefined;
  save: undefined;
  'save-anyway': Exclude<Consent, undefined>;
  'cancel-save': undefined;
  'fetch-again': undefined;
  retry: undefined;
  stop: undefined;
}

/** Dispatches a `ViewEvents` event from `target`. */
export function emit<Name extends keyof ViewEvents>(
  target: EventTarget,
  name: Name,
  detail: ViewEvents[Name],
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
