import type { FileSignature } from '../../release/chain';
import { digestBytes } from './digest-bytes';

/**
 * Made of what is checked, so that an outcome can't be taken for that of another signature or key which
 * was brought later.
 */
export async function signatureId(unnamed: Omit<FileSignature, 'id'>): Promise<string> {
  const { scheme, signature, key } = unnamed;
  const ofSignature = await digestBytes('sha256', [signature]);
  const ofKey = await digestBytes('sha256', [key]);
  return [scheme, ofSignature, ofKey].join(':');
}
