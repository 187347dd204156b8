import { CheckedFile, HashedFile } from '../../src/check/checked-file';
import { digestExpectation } from '../check/expectations';

/** A file that went through the gate. */
export function checked(blob: Blob, name = 'f.iso'): CheckedFile {
  const by = digestExpectation('sha256', { source: 'pasted', name });
  const hashed = new HashedFile(blob, { sha256: by.digest.hex });
  const { file } = CheckedFile.openGate(hashed, name, [by], undefined);
  if (!file) throw new Error('the gate is shut');
  return file;
}
