import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useJoinId, usePartId } from '../../api/person-actions.js';
import { explainError } from '../../api/problem.js';
import { translator } from '../../language/translator.js';
import { FormEnd } from '../../shell/FormEnd.js';

/** Joins an anonymous id to a known user. Mounted while it is open. */
export function JoinId({ profile, close }: { profile: string; close(): void }) {
  const t = translator('people');
  const join = useJoinId(profile);
  const [id, setId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate(id.trim(), { onSuccess: close });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('join.title')}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{t('join.about')}</Text>
          <TextInput
            label={t('facts.anonymousId')}
            required
            maxLength={512}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            data-autofocus
          />
          <FormEnd
            sending={join}
            cancelLabel={t('actions.cancel')}
            submitLabel={t('join.submit')}
            disabled={id.trim() === ''}
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}

/** Asks before an anonymous id is taken out of a profile. Mounted while it is open. */
export function PartId({ profile, id, close }: { profile: string; id: string; close(): void }) {
  const t = translator('people');
  const part = usePartId(profile);
  const confirm = () =>
    part.mutate(id, {
      onSuccess: ({ state }) => {
        close();
        notifications.show({ color: 'pine', message: t(state === 'done' ? 'part.done' : 'part.goesOn') });
      },
    });
  return (
    <Modal
      opened
      onClose={close}
      title={t('part.title', { id })}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('part.about')}</Text>
        {part.isError && (
          <Alert color="brick" variant="light" role="alert">
            {explainError(part.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('actions.cancel')}
          </Button>
          <Button loading={part.isPending} onClick={confirm} data-autofocus>
            {t('part.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
