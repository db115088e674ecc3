import { NotationError, readNotation } from '@kindred/criteria/notation';
import { beforeEach, describe, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { faultText, notationFaultText } from './fault-text.js';

beforeEach(() => speak('en', []));

const nested = `${'not('.repeat(300)}knownUser()${')'.repeat(300)}`;

function told(text: string): string {
  try {
    readNotation(text);
  } catch (error) {
    if (error instanceof NotationError) return notationFaultText(error);
    throw error;
  }
  return '';
}

describe('what is wrong with a notation', () => {
  const texts = [
    'all(',
    'all(knownUser()) 5',
    'all[',
    "trait('a').5",
    "{5: 'a'}",
    "trait('plan')",
    "nobody('x')",
    "trait('a').equalz(1)",
    "did('A').inLast('soon')",
    "trait('a).isKnown()",
    "trait('a').equals('\\q')",
    'all(%)',
    nested,
  ];

  it('is said in English as the parser says it', () => {
    for (const text of texts) {
      const error = faultOf(text);
      expect(told(text)).toBe(error.message);
    }
  });

  it.each(['es', 'de'] as const)('is said in %s in other words, with the names in it', async (language) => {
    const english = texts.map(told);
    await speak(language, []);
    texts.forEach((text, index) => {
      expect(told(text)).not.toBe('');
      expect(told(text)).not.toBe(english[index]);
    });
    expect(told("nobody('x')")).toContain('nobody');
  });

  it('has its sentence in German', async () => {
    await speak('de', []);
    expect(told('all(')).toBe('Erwartet wird eine Bedingung oder ein Wert, aber der Text endet');
    expect(told('all(knownUser()) 5')).toBe('Erwartet wird das Ende des Textes, aber da steht „5“');
  });
});

function faultOf(text: string): NotationError {
  try {
    readNotation(text);
  } catch (error) {
    if (error instanceof NotationError) return error;
  }
  throw new TypeError(`${text} has no fault`);
}

describe('what is wrong with criteria', () => {
  const fault = { code: 'empty_group', message: 'The group has no conditions', expected: 'a list' };

  it('is said in English with what was found and expected', () => {
    expect(faultText(fault)).toBe('The group has no conditions. Expected: a list.');
    expect(faultText(fault, 'of[1]')).toBe('The group has no conditions at of[1]. Expected: a list.');
  });

  it('is said in other languages by its code, and of a code that is not the parser’s as it came', async () => {
    await speak('de', []);
    expect(faultText(fault, 'of[1]')).toBe('Die Gruppe hat keine Bedingungen; sie würde nicht alle bedeuten (of[1]).');
    expect(faultText({ code: 'segment_cycle', message: 'A → B → A' })).toBe('A → B → A');
  });
});
