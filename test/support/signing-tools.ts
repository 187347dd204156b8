import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Somebody's OpenPGP key, in a keyring that `close` deletes. */
export interface OpenPgpSigner {
  readonly publicKey: string;
  /** 40 upper-case hexadecimal digits. */
  readonly fingerprint: string;
  /** The text with a signature around it. */
  clearsign(text: string): string;
  /** An armoured signature over the file at `path`. */
  detach(path: string): string;
  close(): void;
}

/** Makes an Ed25519 key with GnuPG. */
export function openPgpSigner(owner: string): OpenPgpSigner {
  const home = mkdtempSync(join(tmpdir(), 'samesum-gpg-'));
  const gpg = (args: readonly string[], input = ''): string =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  gpg(['--passphrase', '', '--quick-gen-key', owner, 'ed25519', 'sign', 'never']);
  return {
    publicKey: gpg(['--armor', '--export']),
    fingerprint: /^fpr:+([0-9A-F]{40}):/m.exec(gpg(['--list-keys', '--with-colons']))?.[1] ?? '',
    clearsign: (text) => gpg(['--clearsign'], text),
    detach: (path) => gpg(['--armor', '--output', '-', '--detach-sign', path]),
    close: () => {
      // The agent that gpg started for this keyring ends with it.
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Somebody's minisign key: two files in `folder`. */
export interface MinisignSigner {
  /** The text of the public key file. */
  readonly publicKey: string;
  readonly publicKeyPath: string;
  /** Signs the file at `path`; returns the path of the signature. */
  sign(path: string, ...options: readonly string[]): string;
}

/** Makes a key with the minisign tool. */
export function minisignSigner(folder: string, name = 'minisign'): MinisignSigner {
  const publicKeyPath = join(folder, `${name}.pub`);
  const secretKeyPath = join(folder, `${name}.key`);
  const minisign = (...args: readonly string[]): string =>
    execFileSync('minisign', args, { encoding: 'utf8' });
  minisign('-G', '-W', '-p', publicKeyPath, '-s', secretKeyPath);
  return {
    publicKey: readFileSync(publicKeyPath, 'utf8'),
    publicKeyPath,
    sign: (path, ...options) => {
      minisign('-S', '-s', secretKeyPath, '-m', path, ...options);
      return `${path}.minisig`;
    },
  };
}
