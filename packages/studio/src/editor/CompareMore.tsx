import type { ComparedAs } from '@kindred/criteria';
import { ActionIcon, NativeSelect, Popover, Stack, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { type ComparisonDraft, carryValue } from './comparison-draft.js';
import { kindsFor } from './operators.js';
import classes from './tree.module.css';

const kinds: Readonly<Record<ComparedAs, string>> = {
  number: 'numbers',
  decimal: 'exact decimals',
  version: 'versions',
  duration: 'durations',
  date: 'dates',
};

interface CompareMoreProps<D extends ComparisonDraft> {
  readonly draft: D;
  set(draft: D): void;
  /** Where the number of values can be compared instead. */
  readonly size?: { readonly chosen: boolean; choose(size: boolean): void };
}

/** What the values are taken for, how many of them have to satisfy, and whether they are counted instead. */
export function CompareMore<D extends ComparisonDraft>({ draft, set, size }: CompareMoreProps<D>) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const counted = size?.chosen === true;
  const offered = counted ? [] : kindsFor(draft.operator);
  return (
    <>
      {draft.as !== null && draft.as !== 'date' && <span className={classes.word}>as {kinds[draft.as]}</span>}
      {draft.quantifier === 'all' && <span className={classes.word}>in every one of its values</span>}
      <Popover opened={opened} onChange={(next) => !next && close()} width={260} trapFocus returnFocus shadow="md">
        <Popover.Target>
          <Tooltip label="More ways to compare">
            <ActionIcon size={34} aria-label="More ways to compare" aria-expanded={opened} onClick={toggle}>
              <IconAdjustmentsHorizontal size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label="More ways to compare">
          <Stack gap="sm">
            {offered.length > 0 && (
              <NativeSelect
                label="Take values for"
                value={draft.as ?? 'number'}
                data={offered.map((each) => ({
                  value: each,
                  label: each === 'number' && draft.operator === 'equals' ? 'what they are' : kinds[each],
                }))}
                onChange={(event) => {
                  const chosen = offered.find((each) => each === event.currentTarget.value) ?? 'number';
                  const as = chosen === 'number' ? null : chosen;
                  set({ ...draft, as, value: carryValue(draft.value, draft.operator, as) });
                }}
              />
            )}
            <NativeSelect
              label="Where there are many values"
              value={draft.quantifier}
              disabled={counted}
              data={[
                { value: 'any', label: 'one that satisfies is enough' },
                { value: 'all', label: 'every one has to satisfy' },
              ]}
              onChange={(event) => set({ ...draft, quantifier: event.currentTarget.value === 'all' ? 'all' : 'any' })}
            />
            {size !== undefined && (
              <NativeSelect
                label="Compare"
                value={size.chosen ? 'size' : 'values'}
                data={[
                  { value: 'values', label: 'the values' },
                  { value: 'size', label: 'how many values there are' },
                ]}
                onChange={(event) => size.choose(event.currentTarget.value === 'size')}
              />
            )}
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
