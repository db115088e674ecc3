import { describe, expect, it } from 'vitest';
import { segments } from './segments.js';
import { home } from './site/pages/home.js';

describe('the demo’s segments', () => {
  it('refer only to segments that stand before them', () => {
    const before = new Set<string>();
    for (const segment of segments) {
      for (const [, reference] of JSON.stringify(segment.criteria).matchAll(/"segment":"([^"]+)"/g)) {
        expect(before.has(reference ?? '')).toBe(true);
      }
      before.add(segment.id);
    }
    expect(before.size).toBe(segments.length);
  });

  it('are public where the home page asks for them', () => {
    const open = new Set(segments.filter((segment) => segment.public).map((segment) => segment.key));
    const asked = [...home.main.html.matchAll(/data-hero-for="([^"]+)"/g)].map(([, key]) => key ?? '');
    expect(asked.length).toBeGreaterThan(3);
    for (const key of asked) expect(open.has(key)).toBe(true);
  });
});
