import { Group, Paper, SegmentedControl, Switch, Table, TextInput } from '@mantine/core';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useGroupPeople } from '../api/groups.js';
import type { GroupDetail } from '../api/types.js';
import { translator } from '../language/translator.js';
import { PeopleTable } from '../people/PeopleTable.js';
import { Ago } from '../shell/Ago.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';

/** Who belongs to a group, and on request to those below it. */
export function GroupPeople({ group }: { group: GroupDetail }) {
  const t = translator('groups');
  const of = translator('people');
  const [text, setText, search] = useUrlSearch();
  const [known, setKnown] = useState('');
  const [within, setWithin] = useState(false);
  const people = useGroupPeople(group.kind, group.id, { search, known, within });
  return (
    <>
      <Group mb="md" gap="sm">
        <TextInput
          aria-label={of('search')}
          placeholder={of('searchBy')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
          maw={380}
        />
        <SegmentedControl
          aria-label={of('kinds.label')}
          size="sm"
          value={known}
          onChange={setKnown}
          data={[
            { value: '', label: of('kinds.everybody') },
            { value: 'true', label: of('kinds.known') },
            { value: 'false', label: of('kinds.guests') },
          ]}
        />
        {group.children > 0 && (
          <Switch
            label={t('people.within', { count: group.peopleWithin })}
            checked={within}
            onChange={(event) => setWithin(event.currentTarget.checked)}
          />
        )}
      </Group>
      <Paper>
        {people.isError ? (
          <Failed error={people.error} retry={() => people.refetch()} />
        ) : people.isPending ? (
          <RowsLoading rows={6} height={28} />
        ) : people.items.length === 0 ? (
          <Empty icon={IconUsers} title={search === '' && known === '' ? t('people.none') : of('none')} compact>
            {search === '' && known === '' ? t('people.noneWhy') : of('noneWhy')}
          </Empty>
        ) : (
          <>
            <PeopleTable
              people={people.items}
              lastColumn={of('table.firstSeen')}
              last={(person) => (
                <Table.Td>
                  <Ago at={person.firstSeen} />
                </Table.Td>
              )}
            />
            <More list={people} />
          </>
        )}
      </Paper>
    </>
  );
}
