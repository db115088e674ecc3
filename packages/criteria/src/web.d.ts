/** What every runtime of the Web platform has; the rest of its types would let code in that runs in browsers only. */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
