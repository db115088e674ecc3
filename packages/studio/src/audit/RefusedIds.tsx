import { Button, Group, Modal, Paper, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useAdmitId, useSuppressions } from '../api/audit.js';
import { translator } from '../language/translator.js';
import { FormEnd } from '../shell/FormEnd.js';
import { Failed, RowsLoading } from '../shell/states.js';

/** How many ids of erased people are refused, with the way to let one in again. */
export function RefusedIds() {
  const t = translator('audit');
  const suppressions = useSuppressions();
  const [open, setOpen] = useState(false);
  return (
    <Paper p="md" component="section">
      <Title order={2} mb="xs">
        {t('refused.title')}
      </Title>
      {suppressions.isError ? (
        <Failed error={suppressions.error} retry={() => suppressions.refetch()} />
      ) : suppressions.isPending ? (
        <RowsLoading rows={1} />
      ) : (
        <Group justify="space-between" gap="sm">
          <Text size="sm">{t('refused.about', suppressions.data)}</Text>
          {suppressions.data.ids > 0 && (
            <Button variant="default" size="xs" onClick={() => setOpen(true)}>
              {t('refused.admit')}
            </Button>
          )}
        </Group>
      )}
      {open && <AdmitId close={() => setOpen(false)} />}
    </Paper>
  );
}

/** Only a digest is kept of what is refused, so the id has to be known. Mounted while it is open. */
function AdmitId({ close }: { close(): void }) {
  const t = translator('audit');
  const admit = useAdmitId();
  const [kind, setKind] = useState<'user' | 'anonymous'>('user');
  const [id, setId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    admit.mutate(kind === 'user' ? { userId: id.trim() } : { anonymousId: id.trim() }, {
      onSuccess: () => {
        close();
        notifications.show({ color: 'pine', message: t('refused.done') });
      },
    });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('refused.admit')}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={t('refused.kind')}
            value={kind}
            onChange={(value) => setKind(value === 'user' ? 'user' : 'anonymous')}
            data={[
              { value: 'user', label: t('refused.user') },
              { value: 'anonymous', label: t('refused.anonymous') },
            ]}
          />
          <TextInput
            label={t('refused.id')}
            required
            maxLength={512}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            data-autofocus
          />
          <FormEnd
            sending={admit}
            cancelLabel={t('refused.cancel')}
            submitLabel={t('refused.submit')}
            disabled={id.trim() === ''}
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}
