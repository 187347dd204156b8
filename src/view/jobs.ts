import type { Observable } from '../base/observable';
import type { Consent } from '../check/checked-file';
import type { PublishState } from '../publish/publish-state';
import type { ReceiveState } from '../receive/receive-state';

/** What the receive page needs of a job. Every method may be called in any stage. */
export type ReceiveJobLike = Observable<ReceiveState> & {
  join(): void;
  joinMirrorsOnly(): void;
  paste(text: string): void;
  removePasted(): void;
  /** Called within a click, so that the browser lets it open a file picker; so is `saveAnyway`. */
  save(): void;
  saveAnyway(consent: Exclude<Consent, undefined>): void;
  cancelSave(): void;
  fetchAgain(): void;
  retry(): void;
  stop(): void;
};

/** What the publish page needs of a job. Every method may be called in any stage. */
export type PublishJobLike = Observable<PublishState> & {
  choose(file: File): void;
  cancel(): void;
  setMirrors(text: string): void;
  startOver(): void;
};
