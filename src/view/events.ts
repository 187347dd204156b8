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
  /** Lists, signatures and keys. */
  'bring-files': readonly File[];
  /** The id of something that was brought: a document, or `pastedId` for the text in the box. */
  'remove-document': string;
  /** The fingerprint of a key. */
  'remember-key': string;
  'forget-key': string;
  /** Files to check. */
  'choose-files': readonly File[];
  /** The id of a document that was taken for a list, signature or key. */
  'check-as-file': string;
  /** The id of a file to check; so with the next two. */
  'cancel-check': string;
  'resume-check': string;
  'remove-file': string;
  save: undefined;
  'save-anyway': Exclude<Consent, undefined>;
  'cancel-save': undefined;
  'fetch-again': undefined;
  retry: undefined;
  stop: undefined;
  pause: undefined;
  resume: undefined;
  'give-anyway': undefined;
  /** The info hash of a release on the shelf; so with the next four. */
  'pause-release': string;
  'resume-release': string;
  'stop-release': string;
  'save-release': string;
  'remove-release': string;
  /** The browser is to be asked to keep what is stored. */
  'ask-to-keep': undefined;
  /** In bytes per second, or as it is when it is no rate; `undefined` for no limit. */
  limit: { readonly value: number | undefined };
}

/** Dispatches a `ViewEvents` event from `target`. */
export function emit<Name extends keyof ViewEvents>(
  target: EventTarget,
  name: Name,
  detail: ViewEvents[Name],
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
