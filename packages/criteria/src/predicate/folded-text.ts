import { fold } from '../fold.js';

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

/** As `fold(text).includes(folded)`, without making a text where all of it is ASCII. */
export function foldedContains(text: string, folded: string): boolean {
  if (folded === '') return true;
  const first = folded.charCodeAt(0);
  const last = text.length - folded.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Beyond ASCII one character can fold to several.
    if (code >= 128) return fold(text).includes(folded);
    if (lowered(code) === first && i <= last && continues(text, folded, i)) return true;
  }
  return false;
}

/** Whether the folded text stands at a place of the text, all of it ASCII; its first character has been compared. */
function continues(text: string, folded: string, at: number): boolean {
  for (let i = 1; i < folded.length; i++) if (lowered(text.charCodeAt(at + i)) !== folded.charCodeAt(i)) return false;
  return true;
}

function lowered(code: number): number {
  return code <= 90 && code >= 65 ? code + 32 : code;
}

/** Different folded texts, each found from any spelling of it in one pass over the spelling and with no text made for ASCII. */
export class FoldedTexts {
  private readonly places: Int32Array;
  private readonly hashes: Int32Array;
  private readonly mask: number;
  private readonly beyondAscii: ReadonlyMap<string, number>;

  /** @param texts folded, each once */
  constructor(private readonly texts: readonly string[]) {
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
