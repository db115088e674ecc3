import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memberSorts } from '../../api/members.js';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { useMayChange } from '../may.js';
import { AddByName } from './AddByName.js';
import { ExportMenu } from './ExportMenu.js';
import { TraitColumns } from './TraitColumns.js';
import type { useByName } from './useByName.js';
import type { useMemberFilter } from './useMemberFilter.js';

interface MemberToolsProps {
  readonly segment: Segment;
  readonly filtering: ReturnType<typeof useMemberFilter<(typeof memberSorts)[number]>>;
  readonly byName: ReturnType<typeof useByName>;
}

/** Search, filter, order and columns of the members; adding by name and export. */
export function MemberTools({ segment, filtering, byName }: MemberToolsProps) {
  const t = translator('members');
  const mayEdit = useMayChange(segment);
  const mayExport = useMay('editor');
  const { filter, text, setText, put } = filtering;
  return (
    <Group gap="sm" align="flex-end" mb="md">
      <TextInput
        aria-label={t('search')}
        placeholder={t('searchBy')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        style={{ flex: '1 1 200px' }}
        maw={360}
      />
      <SegmentedControl
        aria-label={t('who')}
        size="sm"
        value={filter.known}
        onChange={(value) => put('known', value === '' ? [] : [value])}
        data={[
          { value: '', label: t('everybody') },
          { value: 'true', label: t('known') },
          { value: 'false', label: t('guests') },
        ]}
      />
      <Select
        aria-label={t('sort')}
        data={memberSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        value={filter.sort}
        allowDeselect={false}
        onChange={(value) => put('sort', value === null || value === 'id' ? [] : [value])}
        style={{ flex: '1 1 150px' }}
        maw={220}
      />
      <TraitColumns
        subject="person"
        label={t('columns')}
        hint={t('columnsHint')}
        columns={filter.columns}
        choose={(values) => put('column', values)}
      />
      {mayEdit && <AddByName subject="person" byName={byName} />}
      {mayExport && <ExportMenu segment={segment} columns={filter.columns} />}
    </Group>
  );
}
