import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { type ImportFile, useDeleteImportFile } from '../api/imports.js';
import { explainError } from '../api/problem.js';
import { translator } from '../language/translator.js';
import { useForgetMapping } from './useMappingDraft.js';

/** Throws a file away before its day is over. */
export function ThrowAway({ file, onGone }: { file: ImportFile; onGone?(): void }) {
  const t = translator('imports');
  const remove = useDeleteImportFile();
  const forget = useForgetMapping();
  const throwAway = () =>
    remove.mutate(file.id, {
      onSuccess: () => {
        forget(file.id);
        onGone?.();
      },
      onError: (error) => notifications.show({ color: 'brick', title: t('notDeleted'), message: explainError(error) }),
    });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconTrash size={14} aria-hidden />}
      aria-label={t('throwAwayOf', { name: file.name })}
      loading={remove.isPending}
      onClick={throwAway}
    >
      {t('throwAway')}
    </Button>
  );
}
