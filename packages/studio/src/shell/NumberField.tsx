import { TextInput, type TextInputProps } from '@mantine/core';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { translator } from '../language/translator.js';
import { numberText, numberTextEdited, readNumber } from './number-text.js';

interface NumberFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'min' | 'max' | 'type' | 'w'> {
  readonly value: number | null;
  /** Null where nothing is entered, and where what is entered is not such a number. */
  set(value: number | null): void;
  /** Whether it takes no fractions. */
  readonly whole?: boolean;
  /** Whether something must be entered: the value stays until there is another one, and its form is not sent. */
  readonly needed?: boolean;
  readonly least?: number;
  readonly most?: number;
  /** How wide it is; wider while it says what is wrong. */
  readonly width?: number;
  /** Written behind it, such as "%". */
  readonly unit?: string;
}

/**
 * A number as the reader's language writes it. What cannot be read, or is not allowed, stays as it was typed, is said to be
 * wrong, and is never taken for another number.
 */
export function NumberField(props: NumberFieldProps) {
  const { value, set, whole = false, needed = false, least, most, width, unit, ...field } = props;
  const { error, onFocus, onBlur, onKeyDown, ...rest } = field;
  const limits = { whole, needed, least, most };
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: number | null } | null>(null);
  // What was typed stands until the value becomes another one, by undoing for example.
  const own = typed !== null && typed.value === value ? typed.text : null;
  const text = own ?? (value === null ? '' : numberText(value));
  const wrong = wrongIn(text, unit, limits);
  const put = (next: string) => {
    const number = wrongIn(next, unit, limits) === null ? numberIn(next, unit) : null;
    setTyped({ text: next, value: number ?? (needed ? value : null) });
    if (number !== value && (number !== null || !needed)) set(number);
  };
  const step = (by: number) => {
    const next = Math.min(most ?? Infinity, Math.max(least ?? -Infinity, (value ?? 0) + by));
    put(numberTextEdited(Number(next.toPrecision(15))));
  };
  useEffect(() => input.current?.setCustomValidity(wrong ?? ''), [wrong]);
  return (
    <TextInput
      ref={input}
      inputMode={whole ? 'numeric' : 'decimal'}
      autoComplete="off"
      {...rest}
      {...(width === undefined ? {} : { miw: width, styles: { input: { width }, error: { maxWidth: 220 } } })}
      {...(unit === undefined ? {} : { rightSection: unit, rightSectionWidth: 26 })}
      value={text}
      error={wrong ?? error}
      onChange={(event) => put(event.currentTarget.value)}
      onFocus={(event: FocusEvent<HTMLInputElement>) => {
        onFocus?.(event);
        if (own !== null || value === null) return;
        // Groups of digits would be in the way of who changes some of them.
        const { currentTarget } = event;
        const all = currentTarget.selectionStart === 0 && currentTarget.selectionEnd === currentTarget.value.length;
        setTyped({ text: numberTextEdited(value), value });
        if (all) setTimeout(() => currentTarget.select());
      }}
      onBlur={(event) => {
        onBlur?.(event);
        if (wrong === null) setTyped(null);
      }}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        onKeyDown?.(event);
        if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || event.altKey || wrong !== null) return;
        event.preventDefault();
        step(event.key === 'ArrowUp' ? 1 : -1);
      }}
    />
  );
}

function numberIn(text: string, unit: string | undefined): number | null {
  const read = readOf(text, unit);
  return typeof read === 'string' ? null : read.number;
}

function readOf(text: string, unit: string | undefined) {
  const trimmed = text.trim();
  return readNumber(unit !== undefined && trimmed.endsWith(unit) ? trimmed.slice(0, -unit.length) : trimmed);
}

interface Limits {
  readonly whole: boolean;
  readonly needed: boolean;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** What is wrong with what was typed; null where it is such a number, or nothing. */
function wrongIn(text: string, unit: string | undefined, { whole, needed, least, most }: Limits): string | null {
  const t = translator('shell');
  const read = readOf(text, unit);
  if (read === 'empty') return needed ? t('number.needed') : null;
  if (read === 'unreadable') return t('number.unreadable', { example: numberText(whole ? 1000 : 1000.5) });
  if (whole && !Number.isInteger(read.number)) return t('number.whole');
  const low = least !== undefined && read.number < least;
  if (!low && (most === undefined || read.number <= most)) return null;
  const [from, to] = [numberText(least ?? 0), numberText(most ?? 0)];
  if (least === undefined) return t('number.most', { most: to });
  return most === undefined ? t('number.least', { least: from }) : t('number.range', { least: from, most: to });
}
