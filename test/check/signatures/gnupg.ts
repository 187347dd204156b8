import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A GnuPG home of its own, and files beside it. */
export class GnuPg {
  readonly folder = mkdtempSync(join(tmpdir(), 'samesum-gnupg-'));

  run(args: readonly string[], input: string | Uint8Array = ''): Uint8Array<ArrayBuffer> {
    const base = ['--homedir', this.folder, '--batch', '--quiet', '--yes', '--pinentry-mode'];
    const all = [...base, 'loopback', '--passphrase', '', ...args];
    return new Uint8Array(execFileSync('gpg', all, { input, stdio: ['pipe', 'pipe', 'pipe'] }));
  }

  /** Makes a key: an algorithm as `--quick-gen-key` takes it. */
  makeKey(owner: string, algorithm: string, ...options: readonly string[]): string {
    this.run([...options, '--quick-gen-key', owner, algorithm, 'sign', 'never']);
    return owner;
  }

  fingerprint(owner: string): string {
    const text = new TextDecoder().decode(this.run(['--list-keys', '--with-colons', `=${owner}`]));
    return /^fpr:+([0-9A-F]{40}):/m.exec(text)?.[1] ?? '';
  }

  publicKey(owner: string): Uint8Array<ArrayBuffer> {
    return this.run(['--export', `=${owner}`]);
  }

  armoredKey(owner: string): string {
    return new TextDecoder().decode(this.run(['--armor', '--export', `=${owner}`]));
  }

  clearsign(owner: string, text: string | Uint8Array, ...options: readonly string[]): string {
    const args = [...options, '--local-user', `=${owner}`, '--clearsign'];
    return new TextDecoder().decode(this.run(args, text));
  }

  detach(
    owner: string,
    data: string | Uint8Array,
    ...options: readonly string[]
  ): Uint8Array<ArrayBuffer> {
    return this.run([...options, '--local-user', `=${owner}`, '--detach-sign'], data);
  }

  /** What gpgv says, with these keys alone. `data` is absent for clearsigned texts. */
  gpgvAgrees(
    key: Uint8Array,
    signature: Uint8Array | string,
    data: Uint8Array | string | undefined,
  ): boolean {
    const keyring = this.write('gpgv.gpg', key);
    const files = [this.write('gpgv.sig', signature)];
    if (data !== undefined) files.push(this.write('gpgv.data', data));
    const result = spawnSync('gpgv', ['--keyring', keyring, ...files]);
    if (result.error) throw result.error;
    return result.status === 0;
  }

  /** What `gpg --verify` says of a clearsigned text, in its words for programs. gpgv looks at no dates. */
  statusOf(signed: string): string {
    const args = ['--homedir', this.folder, '--batch', '--status-fd', '1', '--verify'];
    return spawnSync('gpg', args, { input: signed, encoding: 'utf8' }).stdout;
  }

  write(name: string, content: Uint8Array | string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  close(): void {
    // The agent that gpg started for this home ends with it.
    execFileSync('gpgconf', ['--homedir', this.folder, '--kill', 'all']);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
