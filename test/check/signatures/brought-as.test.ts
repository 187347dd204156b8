import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { dropped, pasted } from './documents';
import { nistp256Key, nistp256OverFile } from './signed-samples';

describe('a signature over a file', () => {
  const key = dropped('team.asc', nistp256Key);
  it.each([
    [dropped('データ.bin.sig', nistp256OverFile), 'データ.bin.sig'],
    [dropped('', nistp256OverFile), ''],
    [pasted(nistp256OverFile), undefined],
  ])('knows under which name it was brought', async (document, broughtAs) => {
    const { signatures } = await readEvidence([document, key], [], Date.now());
    expect(signatures.map((signature) => signature.broughtAs)).toEqual([broughtAs]);
  });
});
