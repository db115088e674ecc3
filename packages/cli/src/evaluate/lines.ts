import { StringDecoder } from 'node:string_decoder';
import { type Answer, type Asking, answer } from './question.js';

/** Characters of one line; more than any question needs, and little enough to hold. */
export const longestLine = 32 * 1024 * 1024;

/**
 * Answers of NDJSON, in the order of the questions: one line for each line that is not blank, in pieces about as large
 * as the input's. The next piece is read only when the last one has been taken. A line that is wrong is answered with
 * `error` and its number.
 */
export async function* answers(
  input: AsyncIterable<Uint8Array | string>,
  asking: Asking,
  onError: () => void = () => undefined,
  longest = longestLine,
): AsyncGenerator<string> {
  let number = 0;
  for await (const lines of linesOf(input, longest)) {
    let piece = '';
    for (const line of lines) {
      number += 1;
      if (line !== null && line.trim() === '') continue;
      const found = line === null ? tooLong(longest) : answerText(line, asking);
      if ('error' in found) onError();
      piece += `${JSON.stringify('error' in found ? { line: number, ...found } : found)}\n`;
    }
    if (piece !== '') yield piece;
  }
}

function answerText(line: string, asking: Asking): Answer {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (error) {
    const message = `The line is not JSON: ${error instanceof Error ? error.message : error}.`;
    return { error: { code: 'not_json', message, path: '' } };
  }
  return answer(question, asking);
}

function tooLong(longest: number): Answer {
  return { error: { code: 'line_too_long', message: `A line has at most ${longest} characters.`, path: '' } };
}

/** The whole lines of each piece of input; null for one that is too long to be kept. */
async function* linesOf(
  input: AsyncIterable<Uint8Array | string>,
  longest: number,
): AsyncGenerator<readonly (string | null)[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let overlong = false;
  let begun = false;
  for await (const piece of input) {
    const decoded = typeof piece === 'string' ? piece : decoder.write(piece);
    // Some editors begin a file with a mark of its byte order, which is no part of the text.
    const text = begun ? decoded : decoded.replace(/^\uFEFF/, '');
    begun ||= decoded !== '';
    const parts: (string | null)[] = text.split('\n');
    parts[0] = overlong ? null : rest + parts[0];
    rest = '';
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      if (typeof part === 'string' && part.length > longest) parts[index] = null;
    }
    const last = parts.pop();
    overlong = last === null;
    rest = last ?? '';
    if (parts.length > 0) yield parts;
  }
  const last = rest + decoder.end();
  if (overlong) yield [null];
  else if (last !== '') yield [last];
}
