import { Select } from '@mantine/core';
import { translator } from '../../language/translator.js';
import type { AspectGroup } from './useAspects.js';

interface AspectSelectProps {
  readonly groups: readonly AspectGroup[];
  readonly value: string | null;
  onChange(code: string | null): void;
}

/** What to compare by: every stored property and every event, found by typing. */
export function AspectSelect({ groups, value, onChange }: AspectSelectProps) {
  const t = translator('insight');
  return (
    <Select
      label={t('aspect.label')}
      placeholder={t('aspect.find')}
      data={groups.map(({ group, items }) => ({ group, items: [...items] }))}
      value={value}
      onChange={onChange}
      searchable
      limit={200}
      nothingFoundMessage={t('aspect.nothing')}
      maxDropdownHeight={360}
      w={{ base: '100%', xs: 340 }}
    />
  );
}
