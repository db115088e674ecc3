import type { BucketNode } from './criteria.js';

/**
 * Whether a person falls into a share of everyone: murmurHash3 (32 bits, seed 0) of `salt:key` in UTF-8, as a part of
 * 100, is in [from, to). The same key and salt fall into the same place for ever.
 */
export function inBucket(node: BucketNode, key: string): boolean {
  const position = bucketPosition(node.salt, key);
  return position >= node.from && position < node.to;
}

/** 0 ≤ position < 100. */
export function bucketPosition(salt: string, key: string): number {
  return (murmur(utf8(`${salt}:${key}`)) / 4_294_967_296) * 100;
}

/** MurmurHash3_x86_32 by Austin Appleby, with seed 0. */
function murmur(bytes: readonly number[]): number {
  let hash = 0;
  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4) {
    hash ^= scrambled(wordAt(bytes, at));
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  if (whole < bytes.length) hash ^= scrambled(wordAt(bytes, whole));
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scrambled(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

/** Up to four bytes, the lowest first; what lies beyond the end is 0. */
function wordAt(bytes: readonly number[], at: number): number {
  return [0, 1, 2, 3].reduce((word, byte) => word | ((bytes[at + byte] ?? 0) << (8 * byte)), 0);
}

/** Marks of the first byte of a character by how many bytes follow it. */
const leadBytes = [0, 0xc0, 0xe0, 0xf0];

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    bytes.push((leadBytes[more] ?? 0) | (code >> (6 * more)));
    for (let rest = more - 1; rest >= 0; rest--) bytes.push(0x80 | ((code >> (6 * rest)) & 63));
  }
  return bytes;
}
