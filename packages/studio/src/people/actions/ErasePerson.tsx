import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useErasePerson } from '../../api/person-actions.js';
import { explainError } from '../../api/problem.js';
import type { Profile } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { personName } from '../person.js';

/** Asks, by their name, before a person is forgotten for good. Mounted while it is open. */
export function ErasePerson({ profile, close }: { profile: Profile; close(): void }) {
  const t = translator('people');
  const [, navigate] = useLocation();
  const erase = useErasePerson(profile.id);
  const [suppress, setSuppress] = useState(true);
  const [typed, setTyped] = useState('');
  const name = personName(profile);
  const confirm = () =>
    erase.mutate(suppress, {
      onSuccess: ({ state }) => {
        close();
        navigate('/people');
        notifications.show({ color: 'pine', message: t(state === 'done' ? 'erase.done' : 'erase.goesOn') });
      },
    });
  return (
    <Modal
      opened
      onClose={close}
      title={t('erase.title', { name })}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <Stack gap="md">
        <Alert color="brick" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          <Text size="sm">{t('erase.about')}</Text>
        </Alert>
        <Checkbox
          label={t('erase.suppress')}
          description={t('erase.suppressAbout')}
          checked={suppress}
          onChange={(event) => setSuppress(event.currentTarget.checked)}
        />
        <TextInput
          label={t('erase.type', { name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        {erase.isError && (
          <Alert color="brick" variant="light" role="alert">
            {explainError(erase.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('actions.cancel')}
          </Button>
          <Button color="brick" disabled={typed.trim() !== name.trim()} loading={erase.isPending} onClick={confirm}>
            {t('erase.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
