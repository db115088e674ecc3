import { Modal, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useChangePassword } from '../api/users.js';
import { translator } from '../language/translator.js';
import { FormEnd } from '../shell/FormEnd.js';
import { NewPassword } from './NewPassword.js';
import { enough } from './password.js';

/** One's own password. Mounted while it is open. */
export default function ChangePassword({ close }: { close(): void }) {
  const t = translator('users');
  const change = useChangePassword();
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { present, password },
      {
        onSuccess: () => {
          notifications.show({ color: 'pine', message: t('own.changed') });
          close();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('own.title')}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <PasswordInput
            label={t('own.present')}
            required
            maxLength={1024}
            autoComplete="current-password"
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': translator('shell')('signIn.showPassword') }}
            data-autofocus
          />
          <NewPassword label={t('own.next')} about={t('own.about')} required value={password} onChange={setPassword} />
          <FormEnd
            sending={change}
            cancelLabel={t('cancel')}
            submitLabel={t('own.submit')}
            disabled={present === '' || !enough(password)}
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}
