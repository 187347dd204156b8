import { describe, expect, it } from 'vitest';
import { noEvidence } from '../../src/check/evidence';
import { narrowEvidence } from '../../src/verify/narrow-evidence';
import { signatureExpectation } from '../check/expectations';

/** Of the files, those for which a signature counts. */
function filesOf(
  signature: { readonly name?: string; readonly broughtAs?: string },
  names: readonly string[],
): string[] {
  const evidence = { ...noEvidence, signatures: [signatureExpectation('s', signature)] };
  return names.filter(
    (name) => narrowEvidence(evidence, name, new Set(names)).signatures.length > 0,
  );
}

const isos = ['a.iso', 'b.iso'];

describe('narrowEvidence', () => {
  it.each([
    ['a.iso.sig', isos, ['a.iso']],
    ['a.iso.asc', isos, ['a.iso']],
    ['a.iso.sign', isos, ['a.iso']],
    ['a.iso.gpg', isos, ['a.iso']],
    ['a.iso.minisig', isos, ['a.iso']],
    ['b.iso.SIG', isos, ['b.iso']],
    ['b.iso.sig.asc', isos, isos],
    ['c.iso.sig', isos, isos],
    ['a.iso', isos, isos],
    ['A.iso.sig', isos, isos],
    ['.sig', isos, isos],
    ['', isos, isos],
    [undefined, isos, isos],
    ['a.iso.sig', ['a.iso'], ['a.iso']],
    ['b.iso.sig', ['a.iso'], ['a.iso']],
    ['a.iso.sig', ['a.iso', 'a.iso.sig'], ['a.iso']],
    ['総和 (b).bin.sig', ['総和 (b).bin', 'b.bin'], ['総和 (b).bin']],
  ])('%j among %j is for %j', (broughtAs, names, files) => {
    expect(filesOf(broughtAs === undefined ? {} : { broughtAs }, names)).toEqual(files);
  });

  it('leaves it to the name in the signature when there is one', () => {
    expect(filesOf({ name: 'b.iso', broughtAs: 'a.iso.sig' }, isos)).toEqual(isos);
  });

  it('keeps all that is no signature over a file', () => {
    const evidence = { ...noEvidence, questions: [], lists: [] };
    expect(narrowEvidence(evidence, '', new Set([''])).lists).toBe(evidence.lists);
    expect(narrowEvidence(evidence, 'a', new Set(['a']))).toEqual(evidence);
  });
});
