/**
 * Trusted Types (https://w3c.github.io/trusted-types/), as far as the app uses them. Undefined in
 * browsers that don't have them.
 */
interface TrustedScriptURL {
  toString(): string;
}
interface TrustedScriptUrlPolicy {
  createScriptURL(url: string): TrustedScriptURL;
}
declare const trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): TrustedScriptUrlPolicy;
    }
  | undefined;
