import { translator } from '../language/translator.js';

/** Who did something, as people say it: a user by e-mail address, a program by the name of its key. */
export function authorOf(by: string): string {
  return by.startsWith('key:') ? translator('shell')('apiKey', { name: by.slice(4) }) : by;
}
