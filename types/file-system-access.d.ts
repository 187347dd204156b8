/**
 * What the File System Access API (https://wicg.github.io/file-system-access/) adds to the DOM
 * library. Optional, as only some browsers have it.
 */
interface SaveFilePickerOptions {
  readonly suggestedName?: string;
}
interface Window {
  showSaveFilePicker?: (options?: SaveFilePickerOptions) => Promise<FileSystemFileHandle>;
}
interface FileSystemHandle {
  /** Deletes the file. */
  remove?: () => Promise<void>;
}
