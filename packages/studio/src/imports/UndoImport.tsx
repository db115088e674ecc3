import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type PastImport, useUndoEffect, useUndoImport } from '../api/past-imports.js';
import { explainError } from '../api/problem.js';
import { translator } from '../language/translator.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { importName } from './import-name.js';

/** Says what is lost with an import before it is taken back. Mounted while it is open. */
export function UndoImport({ past, close }: { past: PastImport; close(): void }) {
  const t = translator('imports');
  const effect = useUndoEffect(past.id);
  const undo = useUndoImport();
  return (
    <Modal
      opened
      onClose={close}
      title={t('undo.title', { name: importName(past) })}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <Stack gap="md">
        {effect.isError ? (
          <Failed error={effect.error} retry={() => effect.refetch()} />
        ) : effect.isPending ? (
          <RowsLoading rows={4} />
        ) : effect.data.effect === null ? (
          <Text size="sm">{t('undo.none')}</Text>
        ) : (
          <List size="sm" spacing={6}>
            {past.kind === 'events' && <List.Item>{t('undo.events', { count: effect.data.effect.events })}</List.Item>}
            <List.Item>{t('undo.facts', { count: effect.data.effect.ids })}</List.Item>
            <List.Item>{t('undo.created', { count: effect.data.effect.created })}</List.Item>
            <List.Item>{t('undo.stays')}</List.Item>
          </List>
        )}
        <Alert color="ember" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          <Text size="sm">{t('undo.final')}</Text>
        </Alert>
        {undo.isError && (
          <Alert color="brick" variant="light" role="alert">
            {explainError(undo.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('undo.cancel')}
          </Button>
          <Button
            color="brick"
            disabled={effect.data?.effect == null}
            loading={undo.isPending}
            onClick={() => undo.mutate(past.id, { onSuccess: close })}
          >
            {t('undo.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
