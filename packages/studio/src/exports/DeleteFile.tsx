import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useDeleteExportRun } from '../api/exports.js';
import { explainError } from '../api/problem.js';
import { translator } from '../language/translator.js';
import { askWhether } from '../shell/asking.js';

/** Deletes a run and its file, once that is agreed. */
export function DeleteFile({ run, name, at }: { run: string; name: string; at: string }) {
  const t = translator('exports');
  const deletion = useDeleteExportRun();
  const confirm = () =>
    askWhether({
      title: t('runs.deleteTitle'),
      children: (
        <Text size="sm" className="wrap-anywhere">
          {t('runs.deleteAbout', { name })}
        </Text>
      ),
      labels: { confirm: t('runs.delete'), cancel: t('keep') },
      confirmProps: { color: 'brick' },
      onConfirm: () =>
        deletion.mutate(run, {
          onSuccess: () => notifications.show({ color: 'pine', message: t('runs.deleted') }),
          onError: (error) =>
            notifications.show({ color: 'brick', title: t('notDeleted'), message: explainError(error) }),
        }),
    });
  return (
    <Tooltip label={t('runs.delete')}>
      <ActionIcon aria-label={t('runs.deleteOf', { name, at })} loading={deletion.isPending} onClick={confirm}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
