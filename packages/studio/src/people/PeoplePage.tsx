import { Button, Group, Paper, SegmentedControl, Table, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff, IconUsers } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useProfiles } from '../api/profiles.js';
import { Ago } from '../shell/Ago.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';
import { PeopleTable } from './PeopleTable.js';

/** Everybody who ever came, findable by name, e-mail or id. */
export default function PeoplePage() {
  const [text, setText, search] = useUrlSearch();
  const [parameters, setParameters] = useSearchParams();
  const known = parameters.get('known') ?? '';
  const people = useProfiles({ search, known });

  return (
    <>
      <PageHeader title="People" description="Everybody who came: known users and guests." />
      <Group mb="md" gap="sm">
        <TextInput
          aria-label="Search people"
          placeholder="Search by name, e-mail or id"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '1 1 240px' }}
          maw={420}
        />
        <SegmentedControl
          aria-label="Known users or guests"
          size="sm"
          value={known}
          onChange={(value) =>
            setParameters(
              (before) => {
                if (value === '') before.delete('known');
                else before.set('known', value);
                return before;
              },
              { replace: true },
            )
          }
          data={[
            { value: '', label: 'Everybody' },
            { value: 'true', label: 'Known' },
            { value: 'false', label: 'Guests' },
          ]}
        />
      </Group>
      {people.isError ? (
        <Failed error={people.error} retry={() => people.refetch()} />
      ) : people.isPending ? (
        <Paper>
          <RowsLoading rows={9} height={28} />
        </Paper>
      ) : people.items.length > 0 ? (
        <Paper>
          <PeopleTable
            people={people.items}
            lastColumn="First seen"
            last={(person) => (
              <Table.Td>
                <Ago at={person.firstSeen} />
              </Table.Td>
            )}
          />
          <More list={people} />
        </Paper>
      ) : search !== '' || known !== '' ? (
        <Empty icon={IconSearchOff} title="Nobody fits">
          Search looks into names, e-mail addresses and ids.
        </Empty>
      ) : (
        <Empty
          icon={IconUsers}
          title="Nobody has come yet"
          action={
            <Button component={RouteLink} href="/data/keys">
              Connect a source
            </Button>
          }
        >
          Send the first event from your web site or server, and its visitor appears here.
        </Empty>
      )}
    </>
  );
}
