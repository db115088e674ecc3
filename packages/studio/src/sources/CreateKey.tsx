import { Alert, Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreateKey } from '../api/data.js';
import type { KeyType } from '../api/data-types.js';
import type { Role } from '../api/types.js';
import { translator } from '../language/translator.js';
import { FormEnd } from '../shell/FormEnd.js';
import { Snippet } from '../shell/Snippet.js';

const types: readonly KeyType[] = ['write', 'decide', 'api'];

const roles: readonly Role[] = ['viewer', 'editor', 'admin'];

/** Makes a key and shows it the one time that it can be seen. */
export function CreateKey({ opened, close }: { opened: boolean; close(): void }) {
  const t = translator('sources');
  const create = useCreateKey();
  const [type, setType] = useState<KeyType>('write');
  const [role, setRole] = useState<Role>('viewer');
  const [name, setName] = useState('');

  const finish = () => {
    close();
    create.reset();
    setName('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ type, name: name.trim(), ...(type === 'api' ? { role } : {}) });
  };

  return (
    <Modal
      opened={opened}
      onClose={finish}
      title={t(create.data === undefined ? 'keys.create' : 'newKey.ready')}
      size="lg"
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
      closeOnClickOutside={create.data === undefined}
    >
      {create.data === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="md">
            <Radio.Group
              label={t('newKey.purpose')}
              value={type}
              onChange={(value) => setType(types.find((each) => each === value) ?? 'write')}
            >
              <Stack gap="sm" mt="xs">
                {types.map((each) => (
                  <Radio key={each} value={each} label={t(`newKey.${each}`)} description={t(`newKey.${each}About`)} />
                ))}
              </Stack>
            </Radio.Group>
            {type === 'api' && (
              <Select
                label={t('newKey.role')}
                data={roles.map((each) => ({ value: each, label: t(`newKey.${each}`) }))}
                value={role}
                allowDeselect={false}
                onChange={(value) => setRole(roles.find((each) => each === value) ?? 'viewer')}
              />
            )}
            <TextInput
              label={t('keys.name')}
              description={t('newKey.nameAbout')}
              placeholder={t('newKey.nameExample')}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            <FormEnd
              sending={create}
              cancelLabel={t('cancel')}
              submitLabel={t('newKey.submit')}
              disabled={name.trim() === ''}
              close={finish}
            />
          </Stack>
        </form>
      ) : (
        <Stack gap="md">
          {create.data.type === 'api' && (
            <Alert color="ember" variant="light" icon={<IconKey aria-hidden />} title={t('newKey.copyNow')}>
              {t('newKey.copyNowWhy')}
            </Alert>
          )}
          <Snippet code={create.data.secret} label={t('newKey.theKey')} />
          <Group justify="flex-end">
            <Button onClick={finish}>{t('copied')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
