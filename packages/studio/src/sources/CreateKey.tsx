import { Alert, Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreateKey } from '../api/data.js';
import { explainError } from '../api/problem.js';
import type { KeyType, Role } from '../api/types.js';
import { Snippet } from '../shell/Snippet.js';

const types: readonly { readonly value: KeyType; readonly label: string; readonly description: string }[] = [
  {
    value: 'write',
    label: 'Write key',
    description: 'Lets a site, app or server send events, and nothing else. May stand in pages.',
  },
  {
    value: 'decide',
    label: 'Decide key',
    description: 'Lets a page ask which public segments its own visitor is in. May stand in pages.',
  },
  {
    value: 'api',
    label: 'API key',
    description: 'Lets programs read and change things, as far as its role goes. A secret.',
  },
];

const roles: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'viewer', label: 'Viewer: reads' },
  { value: 'editor', label: 'Editor: also segments, groups, imports, webhooks' },
  { value: 'admin', label: 'Admin: also keys and site settings' },
];

/** Makes a key and shows it the one time that it can be seen. */
export function CreateKey({ opened, close }: { opened: boolean; close(): void }) {
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
      title={create.data === undefined ? 'New key' : 'Your new key'}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={create.data === undefined}
    >
      {create.data === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="md">
            <Radio.Group
              label="What is it for?"
              value={type}
              onChange={(value) => setType(types.find((each) => each.value === value)?.value ?? 'write')}
            >
              <Stack gap="sm" mt="xs">
                {types.map((each) => (
                  <Radio key={each.value} value={each.value} label={each.label} description={each.description} />
                ))}
              </Stack>
            </Radio.Group>
            {type === 'api' && (
              <Select
                label="Role"
                data={[...roles]}
                value={role}
                allowDeselect={false}
                onChange={(value) => setRole(roles.find((each) => each.value === value)?.value ?? 'viewer')}
              />
            )}
            <TextInput
              label="Name"
              description="Where it is used, so that you know it again."
              placeholder="Web site"
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            {create.isError && (
              <Alert color="brick" variant="light" role="alert">
                {explainError(create.error)}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={finish}>
                Cancel
              </Button>
              <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
                Make the key
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack gap="md">
          {create.data.type === 'api' && (
            <Alert color="ember" variant="light" icon={<IconKey aria-hidden />} title="Copy it now">
              This is the only time it is shown. Kindred keeps no copy that could be read.
            </Alert>
          )}
          <Snippet code={create.data.secret} label="the key" />
          <Group justify="flex-end">
            <Button onClick={finish}>I have copied it</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
