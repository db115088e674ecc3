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
  let hash = 0;
  let word = 0;
  let length = 0;
  for (const byte of utf8(text)) {
    word |= byte << (8 * (length++ & 3));
    if (length & 3) continue;
    hash ^= scrambled(word);
    word = 0;
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  // What is left of the last word, as if filled up with zeros.
  hash ^= scrambled(word) ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scrambled(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

/** By hand, as a runtime may have the language alone: no `TextEncoder`, no `Buffer`. */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    // The first byte tells by its leading ones how many there are.
    bytes.push(more === 0 ? code : ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more)));
    for (let rest = more - 1; rest >= 0; rest--) bytes.push(0x80 | ((code >> (6 * rest)) & 63));
  }
  return bytes;
}
