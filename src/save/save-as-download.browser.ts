import type { CheckedFile } from '../check/checked-file';
import { safeFileName } from './safe-file-name';

/** Keeps a browser from opening the file instead of saving it. */
const octetStream = 'application/octet-stream';

/** How long a browser may ask the person where to put it, before it starts to read. */
const revokeAfterMs = 10 * 60 * 1000;

let revokePrevious: (() => void) | undefined;

/** Hands the Blob to the browser's own downloads. How that ends, no page is told. */
export function saveAsDownload(file: CheckedFile): void {
  revokePrevious?.();
  const { blob } = file;
  const url = URL.createObjectURL(
    blob.type === octetStream ? blob : new Blob([blob], { type: octetStream }),
  );
  revokePrevious = revokeLater(url);
  const link = document.createElement('a');
  link.href = url;
  link.download = safeFileName(file.name);
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Returns what revokes it now. */
function revokeLater(url: string): () => void {
  const revoke = () => {
    URL.revokeObjectURL(url);
  };
  const timer = setTimeout(revoke, revokeAfterMs);
  return () => {
    clearTimeout(timer);
    revoke();
  };
}
