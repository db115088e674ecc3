import { expect, test } from 'vitest';
import { speak, translator } from '../language/translator.js';
import type { GroupMode } from './draft.js';

const between = (mode: GroupMode) => translator('editor')(`group.joint.${mode}`);

test('between conditions stands “and” where all are needed and “or” where one is, and no word where neither is true', async () => {
  for (const [language, all, any] of [
    ['en', 'and', 'or'],
    ['de', 'und', 'oder'],
    ['es', 'y', 'o'],
  ] as const) {
    await speak(language, [language]);
    expect([between('all'), between('any')]).toEqual([all, any]);
    for (const mode of ['notAll', 'atLeast', 'fewerThan'] as const) expect(between(mode)).toBe('·');
  }
});
