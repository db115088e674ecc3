import { Autocomplete, Button, Group, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useGroups } from '../../api/groups.js';
import { useSite } from '../../api/session.js';
import { translator } from '../../language/translator.js';
import type { useRoles } from './useRoles.js';

/** Names a role, one that people belong to already or any other, and where it is to count. */
export function GiveRole({ roles }: { roles: ReturnType<typeof useRoles> }) {
  const t = translator('segments');
  const { site } = useSite();
  const [id, setId] = useState('');
  const [scope, setScope] = useState<'site' | 'global'>('site');
  const [search] = useDebouncedValue(id.trim(), 180);
  const known = useGroups('role', { search });
  const names = new Map(known.items.map((group) => [group.id, group.name]));
  const give = () => roles.give({ id: id.trim(), scope }, () => setId(''));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim() !== '') give();
      }}
    >
      <Group align="flex-start" gap="sm">
        <Autocomplete
          label={t('roles.role')}
          description={t('roles.roleAbout')}
          value={id}
          onChange={setId}
          data={known.items.map((group) => group.id)}
          filter={({ options }) => options}
          renderOption={({ option }) => <span>{names.get(option.value) ?? option.value}</span>}
          error={roles.refused}
          style={{ flex: '1 1 240px' }}
          maw={420}
        />
        {site.global && (
          <NativeSelect
            label={t('roles.scope')}
            description={t('roles.scopeAbout')}
            value={scope}
            onChange={(event) => setScope(event.currentTarget.value === 'global' ? 'global' : 'site')}
            data={[
              { value: 'site', label: t('roles.atSite') },
              { value: 'global', label: t('roles.everywhere') },
            ]}
            style={{ flex: '1 1 200px' }}
            maw={300}
          />
        )}
        <Button
          type="submit"
          mt={{ base: 0, sm: 41 }}
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={id.trim() === ''}
          loading={roles.isPending}
        >
          {t('roles.give')}
        </Button>
      </Group>
    </form>
  );
}
