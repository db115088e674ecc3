import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOData } from './parse.js';
import { odataLimits } from './source.js';

describe('reading OData', () => {
  it.each([
    ['', 0],
    ['()', 1],
    ["(firstName eq 'test' eq 'test')", 21],
    ["(firstName = 'test')", 11],
    ["firstName eq 'test", 18],
    ["firstName eq 'O'Neil'", 16],
    ['any(c:true)', 3],
    ["a in ('b',c)", 10],
    ['a eq 1 b', 7],
    ['a eq \ud800', 5],
  ])('refuses %j at character %i', (text, position) => {
    expect(parseOData(text)).toMatchObject({ ok: false, fault: { position } });
  });

  it('takes an ampersand, a hash and a percent sign inside a text as they are', () => {
    expect(parseOData("(firstName eq 'test+/?%#&')")).toMatchObject({
      ok: true,
      expression: { kind: 'binary', right: { text: 'test+/?%#&' } },
    });
  });

  it.each([
    ['brackets 10,000 levels deep', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`, 'too_deep'],
    ['negations 10,000 levels deep', `${'not '.repeat(10_000)}a`, 'too_deep'],
    ['lists 10,000 levels deep', '['.repeat(10_000), 'too_deep'],
    ['functions 10,000 levels deep', 'tolower('.repeat(10_000), 'too_deep'],
    ['a sum of 10,000 numbers', `a eq 1${' add 1'.repeat(10_000)}`, 'too_deep'],
    ['5 MB', `a eq '${'x'.repeat(5_000_000)}'`, 'too_long'],
    ['half a character', "a eq '\udc00'", 'half_character'],
    ['quotes without an end', `a eq ${"'".repeat(100_001)}`, 'syntax'],
    ['a number without an end', `a eq ${'1'.repeat(100_000)}x`, 'syntax'],
    ['bytes that are no text', '%ed%a0%80'.repeat(14_500), 'syntax'],
    ['lists inside one another that hold no list', `${'a in ('.repeat(200)}1${')'.repeat(200)}`, 'too_deep'],
    ['percent signs', '%'.repeat(odataLimits.length), 'syntax'],
  ])('refuses %s at once', (_, text, code) => {
    // The best of a few tries, so that a busy machine does not count.
    const spent = [1, 2, 3].map(() => {
      const started = Date.now();
      expect(parseOData(text, { percentEncoded: true })).toMatchObject({ ok: false, fault: { code } });
      return Date.now() - started;
    });
    expect(Math.min(...spent)).toBeLessThan(50);
  });

  it('reads expressions in brackets behind “in” once each, however deep they are', () => {
    const started = Date.now();
    expect(parseOData(`${'a in ('.repeat(90)}b${')'.repeat(90)}`)).toMatchObject({ ok: true });
    expect(Date.now() - started).toBeLessThan(500);
  });

  it('reads a list of 10,000 ids', () => {
    const ids = Array.from({ length: 10_000 }, (_, id) => `'${id}'`).join(',');
    expect(parseOData(`roleIds in (${ids})`)).toMatchObject({ ok: true });
  });

  const piece = fc.constantFrom(
    ...["'", "''", '(', ')', '[', ']', '{', '}', '"', ',', '/', ':', '=', ' ', '%27', '%', '$count', 'any(', 'all('],
    ...[' and ', ' or ', 'not ', ' eq ', ' in ', ' add ', 'contains(', 'a', 'b/c', "duration'", "x.Y'", 'null', 'true'],
    ...['1', '-', '2.5e3', '2020-01-01', 'T10:00Z', '\ud83d\ude00', '\ud800', '\u0000', '\n'],
  );

  it('answers any text without failing, with a position inside it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, percentEncoded) => {
        const text = pieces.join('');
        const result = parseOData(text, { percentEncoded });
        if (result.ok) return;
        expect(result.fault.position).toBeGreaterThanOrEqual(0);
        expect(result.fault.position).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 5_000 },
    );
  });
});
