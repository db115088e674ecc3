import { fold, lowered } from '../fold.js';

/** As `fold(text).endsWith(folded)`, without making a text where the end is ASCII. */
export function foldedEndsWith(text: string, folded: string): boolean {
  let at = text.length;
  for (let i = folded.length - 1; i >= 0; i--) {
    at -= 1;
    // Every character left, if there is any, has been compared; a shorter text has no such end.
    if (at < 0) return false;
    const code = lowered(text.charCodeAt(at));
    if (code >= 128) return fold(text).endsWith(folded);
    if (code !== folded.charCodeAt(i)) return false;
  }
  return true;
}

/** Texts with the same first character, of which each is compared: of more a set is faster. */
const mostAlike = 4;

/**
 * Some texts exactly as they are written. Found by the first character and an equality, which of texts read from JSON are
 * mostly the same object: a third of what looking into a set costs.
 */
class Spellings {
  /** By the first character, modulo 128: the texts that begin with it; null where they are too many alike. */
  private readonly alike: readonly (readonly string[])[] | null;
  private readonly all: ReadonlySet<string>;

  constructor(texts: readonly string[]) {
    this.all = new Set(texts);
    const alike = Array.from({ length: 128 }, (_, code) => [...this.all].filter((text) => placeOf(text) === code));
    this.alike = alike.some(({ length }) => length > mostAlike) ? null : alike;
  }

  has(text: string): boolean {
    if (this.alike === null) return this.all.has(text);
    const alike = this.alike[placeOf(text)] ?? none;
    for (let i = 0; i < alike.length; i++) if (text === alike[i]) return true;
    return false;
  }
}

const none: readonly string[] = [];

function placeOf(text: string): number {
  return text.length === 0 ? 0 : text.charCodeAt(0) & 127;
}

/** Different folded texts, each found from any spelling of it in one pass over the spelling and with no text made for ASCII. */
export class FoldedTexts {
  private readonly places: Int32Array;
  private readonly hashes: Int32Array;
  private readonly mask: number;
  private readonly beyondAscii: ReadonlyMap<string, number>;

  private readonly spellings: Spellings;

  /**
   * @param texts folded, each once
   * @param written spellings of them that are likely to come
   */
  constructor(
    private readonly texts: readonly string[],
    written: readonly string[] = [],
  ) {
    this.spellings = new Spellings(written);
    let size = 4;
    while (size < texts.length * 4) size *= 2;
    this.mask = size - 1;
    this.places = new Int32Array(size).fill(-1);
    this.hashes = new Int32Array(texts.length);
    this.beyondAscii = new Map(texts.map((text, index) => [text, index]));
    for (const [index, text] of texts.entries()) {
      const hash = hashOf(text);
      this.hashes[index] = hash;
      let place = scattered(hash) & this.mask;
      while (this.places[place] !== -1) place = (place + 1) & this.mask;
      this.places[place] = index;
    }
  }

  has(text: string): boolean {
    return this.spellings.has(text) || this.indexOf(text) >= 0;
  }

  /** The index of the text that this one folds to; −1 where it is none of them. */
  indexOf(text: string): number {
    let hash = text.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 128) return this.beyondAscii.get(fold(text)) ?? -1;
      hash = (Math.imul(hash, 31) + lowered(code)) | 0;
    }
    let place = scattered(hash) & this.mask;
    for (;;) {
      const index = this.places[place] ?? -1;
      if (index < 0) return -1;
      if (this.hashes[index] === hash && same(text, this.texts[index] ?? '')) return index;
      place = (place + 1) & this.mask;
    }
  }
}

function hashOf(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + lowered(text.charCodeAt(i))) | 0;
  return hash;
}

function scattered(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** Of an ASCII text. */
function same(text: string, folded: string): boolean {
  if (text.length !== folded.length) return false;
  for (let i = 0; i < text.length; i++) if (lowered(text.charCodeAt(i)) !== folded.charCodeAt(i)) return false;
  return true;
}
