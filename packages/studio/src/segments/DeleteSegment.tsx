import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { explainError } from '../api/problem.js';
import { useDeleteSegment, useDependents } from '../api/segments.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { Dependents, dependentsIn } from './Dependents.js';

/** Asks before a segment is lost; names the segments that need it, which prevent it. */
export function DeleteSegment({ segment, opened, close }: { segment: Segment; opened: boolean; close(): void }) {
  const t = translator('segments');
  const [, navigate] = useLocation();
  const dependents = useDependents(segment.id, opened);
  const deletion = useDeleteSegment();
  const needed = dependents.data !== undefined && dependentsIn(dependents.data) > 0;

  const confirm = () =>
    deletion.mutate(segment.id, {
      onSuccess: () => {
        close();
        navigate('/segments');
        notifications.show({ color: 'pine', message: t('deletion.done', { name: localName(segment.name) }) });
      },
    });

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('deletion.title', { name: localName(segment.name) })}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <Stack gap="md">
        {dependents.isPending && <RowsLoading rows={2} />}
        {dependents.isError && <Failed error={dependents.error} retry={() => dependents.refetch()} />}
        {dependents.data !== undefined && !needed && <Text size="sm">{t('deletion.about')}</Text>}
        {dependents.data !== undefined && needed && (
          <Alert color="ember" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('deletion.needed')}>
            <Text size="sm" mb="xs">
              {t('deletion.changeFirst')}
            </Text>
            <Dependents dependents={dependents.data} chosen={close} />
          </Alert>
        )}
        {deletion.isError && (
          <Alert color="brick" variant="light" role="alert" title={t('deletion.failed')}>
            {explainError(deletion.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('deletion.keep')}
          </Button>
          <Button
            color="brick"
            disabled={dependents.data === undefined || needed}
            loading={deletion.isPending}
            onClick={confirm}
          >
            {t('deletion.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
