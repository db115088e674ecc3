import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FileColumn } from '../api/imports.js';
import { translator } from '../language/translator.js';
import { formatList } from '../shell/format.js';
import { formats, nearlyOf, readAs, rowsLookedAt } from './formats.js';
import classes from './imports.module.css';
import type { ColumnDraft } from './mapping-draft.js';

interface FormatNoteProps {
  readonly column: FileColumn;
  readonly draft: ColumnDraft;
  /** Of the file. */
  readonly rows: number;
  /** Times are dates, so the column cannot be kept as text. */
  readonly isTime: boolean;
  onChange(draft: ColumnDraft): void;
}

/** Which texts of a column count as no value, or would have to for it to be what most of it is. */
export function FormatNote({ column, draft, rows, isTime, onChange }: FormatNoteProps) {
  const t = translator('imports');
  const { name } = column;
  const quoted = (texts: readonly string[]) => formatList(texts.map((text) => t('table.quoted', { text })));
  const { nothing } = draft;
  if (nothing !== undefined) {
    const words = t('table.noValue', { texts: quoted(nothing), count: nothing.length });
    return (
      <Note words={words}>
        {!isTime && (
          <Choice
            label={t('table.keepAsText')}
            of={t('table.keepAsTextOf', { name })}
            onClick={() => onChange(readAs(draft, formats.text))}
          />
        )}
      </Note>
    );
  }
  const nearly = nearlyOf(column, draft);
  if (nearly === undefined || (isTime && nearly.format.type !== 'date')) return null;
  const { format, others } = nearly;
  const some = rows > rowsLookedAt ? 'some' : 'all';
  return (
    <Note words={t(`table.nearly.${format.type}`, { others: quoted(others), rows: some, looked: rowsLookedAt })}>
      <Choice
        label={t('table.countAsNothing')}
        of={t('table.countAsNothingOf', { name })}
        onClick={() => onChange(readAs(draft, { ...format, nothing: others }))}
      />
    </Note>
  );
}

function Note({ words, children }: { words: string; children: ReactNode }) {
  return (
    <Stack gap={2} align="flex-start" mt={4} className={classes.note}>
      <Text size="xs" c="dimmed" className="wrap-anywhere">
        {words}
      </Text>
      {children}
    </Stack>
  );
}

function Choice({ label, of, onClick }: { label: string; of: string; onClick(): void }) {
  return (
    <Button variant="subtle" size="compact-xs" className={classes.choice} aria-label={of} onClick={onClick}>
      {label}
    </Button>
  );
}
