import { NativeSelect } from '@mantine/core';
import { AmountInput } from './AmountInput.js';
import type { CountDraft } from './measure.js';
import classes from './tree.module.css';

const bounds: readonly { readonly value: CountDraft['bound']; readonly label: string }[] = [
  { value: 'atLeast', label: 'at least' },
  { value: 'atMost', label: 'at most' },
  { value: 'exactly', label: 'exactly' },
  { value: 'between', label: 'between' },
];

interface CountInputProps<D extends CountDraft> {
  readonly draft: D;
  /** What is counted, as its inputs are called: "times". */
  readonly what: string;
  set(draft: D, field: string | null): void;
}

/** "between 2 and 5". */
export function CountInput<D extends CountDraft>({ draft, what, set }: CountInputProps<D>) {
  const { bound, times, upTo } = draft;
  return (
    <>
      <NativeSelect
        aria-label="At least or at most"
        w="auto"
        value={bound}
        data={bounds}
        onChange={(event) => {
          const chosen = bounds.find((each) => each.value === event.currentTarget.value)?.value ?? 'atLeast';
          const least = chosen === 'atLeast' && times === 0 ? 1 : times;
          set({ ...draft, bound: chosen, times: least, upTo: chosen === 'between' ? least : null }, null);
        }}
      />
      <AmountInput
        label={`How many ${what}`}
        min={bound === 'atLeast' ? 1 : 0}
        value={times}
        set={(next) => set({ ...draft, times: next }, 'times')}
      />
      {bound === 'between' && (
        <>
          <span className={classes.word}>and</span>
          <AmountInput
            label={`Up to how many ${what}`}
            min={times ?? 0}
            value={upTo}
            set={(next) => set({ ...draft, upTo: next }, 'upTo')}
          />
        </>
      )}
    </>
  );
}
