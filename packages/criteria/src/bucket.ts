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
  return (murmur(`${salt}:${key}`) / 4_294_967_296) * 100;
}

/** MurmurHash3_x86_32 by Austin Appleby, with seed 0, of a text's UTF-8. */
function murmur(text: string): number {
  const bytes = new TextEncoder().encode(text);
  // The last word is filled up with zeros.
  const words = new DataView(new ArrayBuffer(4 * Math.ceil(bytes.length / 4)));
  new Uint8Array(words.buffer).set(bytes);
  let hash = 0;
  for (let at = 0; at < words.byteLength; at += 4) {
    hash ^= scrambled(words.getUint32(at, true));
    if (at + 4 > bytes.length) continue;
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scrambled(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}
