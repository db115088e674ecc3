import { Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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
  readonly filtering: ReturnType<typeof useMemberFilter<string>>;
  readonly byName: ReturnType<typeof useByName>;
  /** What they are searched by. */
  readonly searchBy: string;
  /** How else they are chosen and ordered. */
  readonly children: ReactNode;
}

/** Search, filter, order and columns of the members; adding by name and export. */
export function MemberTools({ segment, filtering, byName, searchBy, children }: MemberToolsProps) {
  const t = translator('members');
  const mayEdit = useMayChange(segment);
  const mayExport = useMay('editor');
  const { filter, text, setText, put } = filtering;
  return (
    <Group gap="sm" align="flex-end" mb="md">
      <TextInput
        aria-label={t('search')}
        placeholder={searchBy}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        style={{ flex: '1 1 160px' }}
        maw={360}
      />
      {children}
      <TraitColumns
        subject={segment.subject}
        label={t('columns')}
        hint={t('columnsHint')}
        columns={filter.columns}
        choose={(values) => put('column', values)}
      />
      {mayEdit && <AddByName subject={segment.subject} byName={byName} />}
      {mayExport && <ExportMenu segment={segment} columns={filter.columns} />}
    </Group>
  );
}
