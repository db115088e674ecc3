import { digestWords } from './digest-set.js';

/** Bits a digest: of 1,000 digests that are not in it, one or two seem to be. */
const bitsEach = 16;
const wordsOfBlock = 16;
const bitMask = wordsOfBlock * 32 - 1;
const bitsOfIndex = 9;
const probesAWord = 3;

/** A Bloom filter whose bits of one digest are all in one block of 64 bytes, one line of the processor's cache. */
export class DigestFilter {
  private readonly mask: number;

  /** @param words as `words` of an earlier one */
  constructor(readonly words: Uint32Array) {
    this.mask = words.length / wordsOfBlock - 1;
  }

  static for(size: number): DigestFilter {
    const blocks = 2 ** Math.ceil(Math.log2(Math.max(1, (size * bitsEach) / (wordsOfBlock * 32))));
    return new DigestFilter(new Uint32Array(blocks * wordsOfBlock));
  }

  add(digests: Uint32Array): void {
    for (let at = 0; at < digests.length; at += digestWords) {
      const block = ((digests[at + 1] ?? 0) & this.mask) * wordsOfBlock;
      for (let word = 2; word < digestWords; word += 1) {
        let bits = digests[at + word] ?? 0;
        for (let probe = 0; probe < probesAWord; probe += 1, bits >>>= bitsOfIndex) {
          const bit = bits & bitMask;
          const index = block + (bit >>> 5);
          this.words[index] = (this.words[index] ?? 0) | (1 << (bit & 31));
        }
      }
    }
  }

  /** False: it was never added. */
  mayHave(digest: Uint32Array): boolean {
    const block = ((digest[1] ?? 0) & this.mask) * wordsOfBlock;
    for (let word = 2; word < digestWords; word += 1) {
      let bits = digest[word] ?? 0;
      for (let probe = 0; probe < probesAWord; probe += 1, bits >>>= bitsOfIndex) {
        const bit = bits & bitMask;
        if (((this.words[block + (bit >>> 5)] ?? 0) & (1 << (bit & 31))) === 0) return false;
      }
    }
    return true;
  }
}
