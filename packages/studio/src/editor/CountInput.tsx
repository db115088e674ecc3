import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { translator } from '../language/translator.js';
import { AmountInput } from './AmountInput.js';
import { type CountDraft, isNever } from './measure.js';
import classes from './tree.module.css';

const bounds: readonly CountDraft['bound'][] = ['atLeast', 'atMost', 'exactly', 'between'];

interface CountInputProps<D extends CountDraft> {
  readonly draft: D;
  /** What is counted, for the names of the inputs. */
  readonly what: 'times' | 'people';
  /** The word that is chosen, and shown, for none at all; absent: that is “at most 0”. */
  readonly never?: string | null;
  /** What is counted, behind the number; “never” is said without it. */
  readonly children?: ReactNode;
  set(draft: D, field: string | null): void;
}

/** "between 2 and 5". */
export function CountInput<D extends CountDraft>({ draft, what, never = null, children, set }: CountInputProps<D>) {
  const t = translator('editor');
  const { bound, times, upTo } = draft;
  // A field that says 0 stays one while somebody types in it.
  const [chosen, setChosen] = useState(isNever(draft));
  const inWords = chosen && never !== null && isNever(draft);
  const choices = bounds.map((each) => ({ value: String(each), label: t(`amount.${each}`) }));
  if (never !== null) choices.push({ value: 'never', label: never });
  return (
    <>
      <NativeSelect
        aria-label={t('amount.bound')}
        w="auto"
        value={inWords ? 'never' : bound}
        data={choices}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setChosen(value === 'never');
          if (value === 'never') return set({ ...draft, bound: 'atMost', times: 0, upTo: null }, null);
          const next = bounds.find((each) => each === value) ?? 'atLeast';
          const least = next === 'atLeast' && times === 0 ? 1 : times;
          set({ ...draft, bound: next, times: least, upTo: next === 'between' ? least : null }, null);
        }}
      />
      {!inWords && (
        <AmountInput
          label={t(`amount.howMany.${what}`)}
          min={bound === 'atLeast' ? 1 : 0}
          value={times}
          set={(next) => set({ ...draft, times: next }, 'times')}
        />
      )}
      {bound === 'between' && (
        <>
          <span className={classes.word}>{t('amount.and')}</span>
          <AmountInput
            label={t(`amount.upTo.${what}`)}
            min={times ?? 0}
            value={upTo}
            set={(next) => set({ ...draft, upTo: next }, 'upTo')}
          />
        </>
      )}
      {!inWords && children}
    </>
  );
}
