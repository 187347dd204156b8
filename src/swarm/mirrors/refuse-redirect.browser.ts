import { checkUrl, isLoopbackHost } from '../../base/check-url';
import { Problem } from '../../base/problem';

/**
 * A mirror may send a browser on to any address. Throws `swarm/mirror-unreachable` when that is one
 * that no link could have named, and lets go of the answer.
 */
export function refuseRedirect(response: Response, url: string): void {
  if (!response.redirected) return;
  const loopbackAllowed = isLoopbackHost(location.hostname);
  const check = checkUrl(response.url, { schemes: 'mirror', loopbackAllowed });
  if (check.kind === 'ok') return;
  cancelBody(response);
  throw new Problem(
    'swarm/mirror-unreachable',
    `${url}: redirected to an address that is not allowed (${check.why})`,
  );
}

/** Lets go of an answer that nobody will read. */
export function cancelBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
