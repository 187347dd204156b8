/** Hands `bytes` to the browser's downloads as a file of this name. */
export function downloadBytes(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox starts reading only after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
