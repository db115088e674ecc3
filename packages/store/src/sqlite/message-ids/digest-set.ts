import { hash } from 'node:crypto';

/** Words of 32 bits of one digest. */
export const digestWords = 4;
/** A run's digests are cut into chunks by their first bits: about 128 digests, two chunks to a page. */
const chunkBits = 13;
export const chunksOfRun = 2 ** chunkBits;

/** 128 bits of SHA-256 of a message id within its site, into `into`: two ids meet once in 10^38 pairs. */
export function digestOf(site: number, id: string, into: Uint32Array): void {
  const bytes = hash('sha256', `${site}:${id}`, 'buffer');
  for (let word = 0; word < digestWords; word += 1) into[word] = bytes.readUInt32LE(word * 4);
}

export const chunkOf = (digest: Uint32Array): number => (digest[0] ?? 0) >>> (32 - chunkBits);

/** Digests in the order they came, found by open addressing. */
export class DigestSet {
  private words = new Uint32Array(1_024 * digestWords);
  /** Place of a digest + 1 by its hash, at most half full. */
  private slots = new Int32Array(2_048);
  size = 0;

  /** False if it is there already. */
  add(digest: Uint32Array): boolean {
    let slot = this.slotOf(digest);
    if (this.slots[slot] !== 0) return false;
    if (this.size * 2 >= this.slots.length) {
      this.grow();
      slot = this.slotOf(digest);
    }
    this.words.set(digest, this.size * digestWords);
    this.size += 1;
    this.slots[slot] = this.size;
    return true;
  }

  has(digest: Uint32Array): boolean {
    return this.slots[this.slotOf(digest)] !== 0;
  }

  /** Those from a place on. */
  since(place: number): Uint32Array {
    return this.words.slice(place * digestWords, this.size * digestWords);
  }

  /** The digests of each chunk, sorted; asked for chunk after chunk, so that sorting takes its time in small pieces. */
  *chunks(): Generator<Uint32Array> {
    const { words, size } = this;
    const ends = new Uint32Array(chunksOfRun + 1);
    for (let place = 0; place < size; place += 1) {
      const chunk = (words[place * digestWords] ?? 0) >>> (32 - chunkBits);
      ends[chunk + 1] = (ends[chunk + 1] ?? 0) + 1;
    }
    for (let chunk = 1; chunk <= chunksOfRun; chunk += 1) ends[chunk] = (ends[chunk] ?? 0) + (ends[chunk - 1] ?? 0);
    const next = ends.slice();
    const places = new Uint32Array(size);
    for (let place = 0; place < size; place += 1) {
      const chunk = (words[place * digestWords] ?? 0) >>> (32 - chunkBits);
      const at = next[chunk] ?? 0;
      places[at] = place;
      next[chunk] = at + 1;
    }
    const before = (a: number, b: number): number => {
      for (let word = 0; word < digestWords; word += 1) {
        const difference = (words[a * digestWords + word] ?? 0) - (words[b * digestWords + word] ?? 0);
        if (difference !== 0) return difference;
      }
      return 0;
    };
    for (let chunk = 0; chunk < chunksOfRun; chunk += 1) {
      const sorted = places.subarray(ends[chunk], ends[chunk + 1]).sort(before);
      const digests = new Uint32Array(sorted.length * digestWords);
      for (const [index, place] of sorted.entries()) {
        digests.set(words.subarray(place * digestWords, (place + 1) * digestWords), index * digestWords);
      }
      yield digests;
    }
  }

  /** The slot that holds the digest, or the free one where it belongs. */
  private slotOf(digest: Uint32Array): number {
    const { words, slots } = this;
    const mask = slots.length - 1;
    // The last word: the first ones are alike among the digests of one chunk.
    for (let slot = (digest[3] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      const at = ((slots[slot] ?? 0) - 1) * digestWords;
      if (at < 0) return slot;
      if (
        words[at] === digest[0] &&
        words[at + 1] === digest[1] &&
        words[at + 2] === digest[2] &&
        words[at + 3] === digest[3]
      )
        return slot;
    }
  }

  private grow(): void {
    const words = new Uint32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    this.slots = new Int32Array(this.slots.length * 2);
    for (let place = 0; place < this.size; place += 1) {
      const digest = words.subarray(place * digestWords, (place + 1) * digestWords);
      this.slots[this.slotOf(digest)] = place + 1;
    }
  }
}

/** Is it among digests that are sorted? */
export function isAmong(digest: Uint32Array, sorted: Uint32Array): boolean {
  let from = 0;
  let to = sorted.length / digestWords;
  while (from < to) {
    const middle = (from + to) >>> 1;
    let difference = 0;
    for (let word = 0; word < digestWords && difference === 0; word += 1) {
      difference = (digest[word] ?? 0) - (sorted[middle * digestWords + word] ?? 0);
    }
    if (difference === 0) return true;
    if (difference < 0) to = middle;
    else from = middle + 1;
  }
  return false;
}
