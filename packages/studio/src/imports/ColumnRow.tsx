import { Group, Select, Text, TextInput } from '@mantine/core';
import { memo } from 'react';
import type { FileColumn } from '../api/imports.js';
import { translator } from '../language/translator.js';
import { formatShare, formatValue } from '../shell/format.js';
import { FormatNote } from './FormatNote.js';
import { chosenFormat, formatNames, formats, nameOfFormat, rowsLookedAt } from './formats.js';
import classes from './imports.module.css';
import { type ColumnDraft, type ColumnUse, groupKinds, type MappingDraft, usesOf } from './mapping-draft.js';

interface ColumnRowProps {
  readonly column: FileColumn;
  readonly draft: ColumnDraft;
  readonly what: MappingDraft['what'];
  readonly rows: number;
  onUse(column: string, use: ColumnUse): void;
  onChange(column: string, draft: ColumnDraft): void;
}

/** One column of the file: what is in it, and what it is taken for. */
export const ColumnRow = memo(function ColumnRow({ column, draft, what, rows, onUse, onChange }: ColumnRowProps) {
  const t = translator('imports');
  const { name } = column;
  const uses = usesOf(what);
  const label = (use: ColumnUse) => t(`use.${use === 'value' ? (what === 'people' ? 'trait' : 'property') : use}`);
  const isTime = draft.use === 'firstSeen' || draft.use === 'timestamp';
  const isGroup = groupKinds.some((kind) => kind === draft.use);
  const hasFormat = draft.use === 'value' || isTime;
  const offered = isTime ? formatNames.filter((each) => formats[each].type === 'date') : formatNames;
  return (
    <tr>
      <td>
        <Text size="sm" fw={560} c={draft.use === 'ignore' ? 'dimmed' : undefined} className="wrap-anywhere">
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {column.distinct === null ? t('table.manyDistinct') : t('table.distinct', { count: column.distinct })}
          {column.missing > 0 &&
            ` · ${t('table.missing', { share: formatShare(column.missing, Math.min(rows, rowsLookedAt)) })}`}
        </Text>
      </td>
      <td className={classes.samples}>
        <Text size="xs" className="wrap-anywhere" lineClamp={3}>
          {column.samples.length === 0 ? t('table.empty') : column.samples.map(formatValue).join(' · ')}
        </Text>
      </td>
      <td>
        <Select
          aria-label={t('table.useOf', { name })}
          data={uses.map((use) => ({ value: use, label: label(use) }))}
          value={draft.use}
          allowDeselect={false}
          onChange={(value) => onUse(name, uses.find((use) => use === value) ?? draft.use)}
        />
      </td>
      <td>
        {draft.use === 'value' && (
          <TextInput
            aria-label={t('table.nameOf', { name })}
            value={draft.name}
            maxLength={200}
            error={draft.name.trim() === ''}
            onChange={(event) => onChange(name, { ...draft, name: event.currentTarget.value })}
          />
        )}
      </td>
      <td>
        <Group gap={6} wrap="nowrap">
          {hasFormat && (
            <Select
              aria-label={t('table.typeOf', { name })}
              data={offered.map((each) => ({ value: each, label: t(`type.${each}`) }))}
              value={nameOfFormat(draft)}
              allowDeselect={false}
              onChange={(value) => {
                const chosen = offered.find((each) => each === value);
                if (chosen !== undefined) onChange(name, chosenFormat(column, draft, chosen));
              }}
            />
          )}
          {(isGroup || (draft.use === 'value' && draft.type === 'list')) && (
            <TextInput
              aria-label={t('table.separatorOf', { name })}
              placeholder={isGroup ? t('table.separator') : ';'}
              w={isGroup ? 140 : 56}
              maxLength={10}
              value={draft.separator ?? ''}
              onChange={(event) => {
                const { separator: _, ...rest } = draft;
                const separator = event.currentTarget.value;
                onChange(name, separator === '' ? rest : { ...rest, separator });
              }}
            />
          )}
        </Group>
        {hasFormat && (
          <FormatNote
            column={column}
            draft={draft}
            rows={rows}
            isTime={isTime}
            onChange={(changed) => onChange(name, changed)}
          />
        )}
      </td>
    </tr>
  );
});
