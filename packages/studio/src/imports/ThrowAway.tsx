import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useJobs } from '../api/data.js';
import { type ImportFile, useDeleteImportFile } from '../api/imports.js';
import { explainError } from '../api/problem.js';
import { translator } from '../language/translator.js';
import { askWhether } from '../shell/asking.js';
import { useForgetMapping } from './useMappingDraft.js';

/** Throws a file away before its day is over, unless it is being checked or imported. */
export function ThrowAway({ file, onGone }: { file: ImportFile; onGone?(): void }) {
  const t = translator('imports');
  const remove = useDeleteImportFile();
  const forget = useForgetMapping();
  const jobs = useJobs();
  const busy = jobs.data?.items.some((job) => job.state === 'running' && job.file?.id === file.id) ?? false;
  const throwAway = () =>
    remove.mutate(file.id, {
      onSuccess: () => {
        forget(file.id);
        onGone?.();
      },
      onError: (error) => notifications.show({ color: 'brick', title: t('notDeleted'), message: explainError(error) }),
    });
  const confirm = () =>
    askWhether({
      title: t('throwTitle', { name: file.name }),
      children: <Text size="sm">{t('throwAbout')}</Text>,
      labels: { confirm: t('throwAway'), cancel: t('keep') },
      confirmProps: { color: 'brick' },
      onConfirm: throwAway,
    });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconTrash size={14} aria-hidden />}
      aria-label={t('throwAwayOf', { name: file.name })}
      disabled={busy}
      loading={remove.isPending}
      onClick={confirm}
    >
      {t('throwAway')}
    </Button>
  );
}
