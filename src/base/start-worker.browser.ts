/** Made at first use: a policy name can be used once only under `trusted-types`. */
let policy: TrustedScriptUrlPolicy | undefined;

/**
 * Starts a module worker from `url`, which comes from an import with Vite's `?worker&url`. A worker's
 * address is a Trusted Types sink; this policy lets none through but those of the page's own origin.
 *
 * @throws TypeError when the address is of another origin
 */
export function startWorker(url: string): Worker {
  // The DOM library of TypeScript does not know that Worker takes a TrustedScriptURL.
  return new Worker(scriptUrl(url) as string, { type: 'module' });
}

/**
 * The address of a script of the page's own origin, as Trusted Types want it.
 *
 * @throws TypeError when the address is of another origin
 */
export function scriptUrl(url: string): string | TrustedScriptURL {
  if (typeof trustedTypes === 'undefined') return sameOrigin(url);
  policy ??= trustedTypes.createPolicy('app-worker', { createScriptURL: sameOrigin });
  return policy.createScriptURL(url);
}

/** The absolute address. Schemes are compared too: the origin of a `blob:` address is that of its maker. */
function sameOrigin(url: string): string {
  const { origin, protocol, href } = new URL(url, document.baseURI);
  if (origin !== location.origin || protocol !== location.protocol)
    throw new TypeError(`A worker may not come from ${origin}.`);
  return href;
}
