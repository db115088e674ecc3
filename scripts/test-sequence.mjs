import { readFileSync } from 'node:fs';
import { BaseSequencer } from 'vitest/node';

/** The first file that needs the demo makes it for all; those after it come once others have filled that time. */
export default class TestSequencer extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files);
    const needs = sorted.filter((file) => readFileSync(file.moduleId, 'utf8').includes('runDemo('));
    if (needs.length < 2) return sorted;
    const others = sorted.filter((file) => !needs.includes(file));
    return [needs[0], ...others.slice(0, 3), ...needs.slice(1), ...others.slice(3)];
  }
}
