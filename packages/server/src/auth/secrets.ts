import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as 43 base64url characters. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, hex. Enough for 256-bit random secrets: there is nothing to guess that a slow hash would protect. */
export function digest(secret: string): string {
  return hash('sha256', secret);
}

/** Compares without telling by its duration where the texts differ. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
}

/** A short random id with a prefix that says what it names: `seg_…`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('base64url')}`;
}
