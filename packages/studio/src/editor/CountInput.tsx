import { NativeSelect } from '@mantine/core';
import { translator } from '../language/translator.js';
import { AmountInput } from './AmountInput.js';
import type { CountDraft } from './measure.js';
import classes from './tree.module.css';

const bounds: readonly CountDraft['bound'][] = ['atLeast', 'atMost', 'exactly', 'between'];

interface CountInputProps<D extends CountDraft> {
  readonly draft: D;
  /** What is counted, for the names of the inputs. */
  readonly what: 'times' | 'people';
  set(draft: D, field: string | null): void;
}

/** "between 2 and 5". */
export function CountInput<D extends CountDraft>({ draft, what, set }: CountInputProps<D>) {
  const t = translator('editor');
  const { bound, times, upTo } = draft;
  return (
    <>
      <NativeSelect
        aria-label={t('amount.bound')}
        w="auto"
        value={bound}
        data={bounds.map((each) => ({ value: each, label: t(`amount.${each}`) }))}
        onChange={(event) => {
          const chosen = bounds.find((each) => each === event.currentTarget.value) ?? 'atLeast';
          const least = chosen === 'atLeast' && times === 0 ? 1 : times;
          set({ ...draft, bound: chosen, times: least, upTo: chosen === 'between' ? least : null }, null);
        }}
      />
      <AmountInput
        label={t(`amount.howMany.${what}`)}
        min={bound === 'atLeast' ? 1 : 0}
        value={times}
        set={(next) => set({ ...draft, times: next }, 'times')}
      />
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
    </>
  );
}
