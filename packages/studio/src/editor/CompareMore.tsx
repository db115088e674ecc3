import { ActionIcon, NativeSelect, Popover, Stack, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { type ComparisonDraft, carryValue } from './comparison-draft.js';
import { kindsFor } from './operators.js';
import classes from './tree.module.css';

interface CompareMoreProps<D extends ComparisonDraft> {
  readonly draft: D;
  set(draft: D): void;
  /** Where the number of values can be compared instead. */
  readonly size?: { readonly chosen: boolean; choose(size: boolean): void };
}

/** What the values are taken for, how many of them have to satisfy, and whether they are counted instead. */
export function CompareMore<D extends ComparisonDraft>({ draft, set, size }: CompareMoreProps<D>) {
  const t = translator('editor');
  const [opened, { toggle, close }] = useDisclosure(false);
  const counted = size?.chosen === true;
  const offered = counted ? [] : kindsFor(draft.operator);
  return (
    <>
      {draft.as !== null && draft.as !== 'date' && (
        <span className={classes.word}>{t('compare.as', { kind: t(`compare.kind.${draft.as}`) })}</span>
      )}
      {draft.quantifier === 'all' && <span className={classes.word}>{t('compare.every')}</span>}
      <Popover opened={opened} onChange={(next) => !next && close()} width={260} trapFocus returnFocus shadow="md">
        <Popover.Target>
          <Tooltip label={t('compare.more')}>
            <ActionIcon size={34} aria-label={t('compare.more')} aria-expanded={opened} onClick={toggle}>
              <IconAdjustmentsHorizontal size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('compare.more')}>
          <Stack gap="sm">
            {offered.length > 0 && (
              <NativeSelect
                label={t('compare.take')}
                value={draft.as ?? 'number'}
                data={offered.map((each) => ({
                  value: each,
                  label: t(each === 'number' && draft.operator === 'equals' ? 'compare.plain' : `compare.kind.${each}`),
                }))}
                onChange={(event) => {
                  const chosen = offered.find((each) => each === event.currentTarget.value) ?? 'number';
                  const as = chosen === 'number' ? null : chosen;
                  set({ ...draft, as, value: carryValue(draft.value, draft.operator, as) });
                }}
              />
            )}
            <NativeSelect
              label={t('compare.many')}
              value={draft.quantifier}
              disabled={counted}
              data={[
                { value: 'any', label: t('compare.any') },
                { value: 'all', label: t('compare.all') },
              ]}
              onChange={(event) => set({ ...draft, quantifier: event.currentTarget.value === 'all' ? 'all' : 'any' })}
            />
            {size !== undefined && (
              <NativeSelect
                label={t('compare.what')}
                value={size.chosen ? 'size' : 'values'}
                data={[
                  { value: 'values', label: t('compare.values') },
                  { value: 'size', label: t('compare.size') },
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
