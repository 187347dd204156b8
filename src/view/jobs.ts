import type { KeptLimits, Limits } from '../base/limits';
import type { Observable } from '../base/observable';
import type { Consent } from '../check/checked-file';
import type { PublishState } from '../publish/publish-state';
import type { ReceiveState } from '../receive/receive-state';
import type { NoticeState } from '../shelf/notice-state';
import type { ScreenState } from '../shelf/screen-state';
import type { VerifyState } from '../verify/verify-state';

/** What every release that is at work can be told, at any time. */
interface Restrainable {
  pause(): void;
  resume(): void;
  /** In spite of data-saver and battery, for this visit. */
  giveAnyway(): void;
}

/** What the settings page needs. */
export type SettingsLike = Observable<KeptLimits> & {
  /** In force at once. */
  change(limits: Limits): void;
};

/** What the page may do while the person looks elsewhere. Both to be called within a click. */
export interface WhileAwayLike {
  readonly notices: Observable<NoticeState> & { want(on: boolean): void };
  readonly screenLock: Observable<ScreenState> & { keepOn(on: boolean): void };
}

/** What the receive page needs of a job. Every method may be called in any stage. */
export type ReceiveJobLike = Observable<ReceiveState> &
  Restrainable & {
    join(): void;
    joinMirrorsOnly(): void;
    /** The whole text of the paste box, whenever it changes. */
    paste(text: string): void;
    /** Lists, signatures and keys that were dropped or chosen. */
    bringFiles(files: readonly File[]): void;
    /** Takes one of them away again, by its id; `pastedId` empties the paste box. */
    removeDocument(id: string): void;
    /** Keeps the key with this fingerprint in this browser: an explicit act. */
    rememberKey(fingerprint: string): void;
    forgetKey(fingerprint: string): void;
    /** Called within a click, so that the browser lets it open a file picker; so is `saveAnyway`. */
    save(): void;
    saveAnyway(consent: Exclude<Consent, undefined>): void;
    cancelSave(): void;
    fetchAgain(): void;
    retry(): void;
    stop(): void;
  };

/** What the publish page needs of a job. Every method may be called in any stage. */
export type PublishJobLike = Observable<PublishState> &
  Restrainable & {
    choose(file: File): void;
    cancel(): void;
    setMirrors(text: string): void;
    startOver(): void;
  };

/** What the check page needs of a job. Every method may be called at any time. */
export type VerifyJobLike = Observable<VerifyState> & {
  addFiles(files: readonly File[]): void;
  paste(text: string): void;
  bringFiles(files: readonly File[]): void;
  removeDocument(id: string): void;
  rememberKey(fingerprint: string): void;
  forgetKey(fingerprint: string): void;
  /** The id of a document that was taken for evidence by its name. */
  checkAsFile(documentId: string): void;
  cancel(id: string): void;
  resume(id: string): void;
  remove(id: string): void;
  startOver(): void;
};
