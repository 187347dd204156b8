import { checkUrl } from '../base/check-url';
import { Problem } from '../base/problem';

/** Reads the mirror box: one address a line. Lines that can't be used become problems. */
export function readMirrors(
  text: string,
  rules: { readonly loopbackAllowed: boolean },
): { readonly mirrors: readonly string[]; readonly problems: readonly Problem[] } {
  const mirrors = new Set<string>();
  const problems: Problem[] = [];
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (line === '') continue;
    const checked = checkUrl(line, { schemes: 'mirror', ...rules });
    if (checked.kind === 'ok') mirrors.add(checked.url);
    else problems.push(new Problem('publish/bad-mirror', `${line}: ${checked.why}`));
  }
  return { mirrors: [...mirrors], problems };
}
