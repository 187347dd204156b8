import type { Evidence } from '../check/evidence';
import { isNameOf } from '../check/is-name-of';
import { signedName } from '../check/signatures/signed-name';
import type { SignatureExpectation } from '../release/expectation';

/**
 * The evidence without the signatures that are for another one of the files. Most signatures over a
 * file have no name in them, but are called like the file, with an ending of their own: `a.iso.sig` is
 * for `a.iso` alone when that is one of the files, and else for any of them.
 *
 * @param name one of `names`
 * @param names of all the files that are checked
 */
export function narrowEvidence(
  evidence: Evidence,
  name: string,
  names: ReadonlySet<string>,
): Evidence {
  const isForOther = (signature: SignatureExpectation): boolean => {
    const wanted = nameBrought(signature);
    if (wanted === undefined || isNameOf(wanted, name)) return false;
    return [...names].some((other) => isNameOf(wanted, other));
  };
  const signatures = evidence.signatures.filter((signature) => !isForOther(signature));
  return { ...evidence, signatures };
}

/** What stands in the signature itself says more than what its file is called. */
function nameBrought({ name, broughtAs }: SignatureExpectation): string | undefined {
  return name === undefined && broughtAs !== undefined ? signedName(broughtAs) : undefined;
}
