import { Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useSite } from '../api/session.js';
import type { Role } from '../api/types.js';
import { type User, useChangeUser, useCreateUser } from '../api/users.js';
import { translator } from '../language/translator.js';
import { FormEnd } from '../shell/FormEnd.js';
import { NewPassword } from './NewPassword.js';
import { enough } from './password.js';

const ranks: readonly Role[] = ['viewer', 'editor', 'admin'];
const roleNamed = (value: string): Role | null => ranks.find((role) => role === value) ?? null;

/** Lets somebody in, or changes what they are called and may do. Mounted while it is open. */
export function UserForm({ user, close }: { user: User | null; close(): void }) {
  const t = translator('users');
  const { session } = useSite();
  const create = useCreateUser();
  const change = useChangeUser(user?.id ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [name, setName] = useState(user?.name ?? '');
  const [role, setRole] = useState<Role | null>(user === null ? 'viewer' : user.role);
  const [roles, setRoles] = useState<Readonly<Record<string, Role>>>(user?.roles ?? {});
  const [password, setPassword] = useState('');
  const { isPending, error } = user === null ? create : change;

  const done = () => {
    notifications.show({ color: 'pine', message: t('saved', { name: name.trim() }) });
    close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = { name: name.trim(), role, roles };
    if (user === null) create.mutate({ ...said, email: email.trim(), password }, { onSuccess: done });
    else change.mutate({ ...said, ...(password === '' ? {} : { password }) }, { onSuccess: done });
  };
  const ready = name.trim() !== '' && email.trim() !== '' && (user === null ? enough(password) : passable(password));

  return (
    <Modal
      opened
      onClose={close}
      title={user === null ? t('add') : t('editOf', { name: user.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('email')}
            description={user === null ? t('emailAbout') : t('emailStays')}
            type="email"
            required
            disabled={user !== null}
            maxLength={320}
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            data-autofocus={user === null || undefined}
          />
          <TextInput
            label={t('name')}
            required
            maxLength={200}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus={user !== null || undefined}
          />
          <NativeSelect
            label={t('role')}
            description={t('roleAbout')}
            value={role ?? ''}
            onChange={(event) => setRole(roleNamed(event.currentTarget.value))}
            data={[{ value: '', label: t('nowhere') }, ...roleChoices()]}
          />
          {session.sites.length > 1 && (
            <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
              <Text component="legend" size="sm" fw={560} mb={4}>
                {t('roles')}
              </Text>
              <Stack gap="xs">
                {session.sites.map((site) => (
                  <NativeSelect
                    key={site.id}
                    label={site.name}
                    value={roles[site.id] ?? ''}
                    onChange={(event) => setRoles(withRole(roles, site.id, roleNamed(event.currentTarget.value)))}
                    data={[{ value: '', label: t('asEverywhere') }, ...roleChoices()]}
                  />
                ))}
              </Stack>
            </fieldset>
          )}
          <NewPassword
            label={user === null ? t('password') : t('newPassword')}
            about={user === null ? t('passwordAbout') : t('newPasswordAbout')}
            required={user === null}
            value={password}
            onChange={setPassword}
          />
          <FormEnd
            sending={{ isPending, error }}
            cancelLabel={t('cancel')}
            submitLabel={user === null ? t('add') : t('save')}
            disabled={!ready}
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}

/** Left empty, the present one stays. */
function passable(password: string): boolean {
  return password === '' || enough(password);
}

function roleChoices() {
  const t = translator('users');
  return ranks.map((role) => ({ value: role, label: t(`may.${role}`) }));
}

function withRole(roles: Readonly<Record<string, Role>>, site: string, role: Role | null) {
  const { [site]: _before, ...others } = roles;
  return role === null ? others : { ...others, [site]: role };
}
