/** Said of what nobody should have been given. */
export const secretKeyWords =
  'This is a private key. Its owner must not give it away; only the public key is needed here.';

/** Said of signatures that have the file inside. */
export const messageWords =
  'It is a whole message, with the file inside. Only signatures in a file of their own, and signed lists, can be checked here.';
