import { Button, Group, Paper, SegmentedControl, Table, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff, IconUsers } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useProfiles } from '../api/profiles.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';
import { PeopleTable } from './PeopleTable.js';

/** Everybody who ever came, findable by name, e-mail or id. */
export default function PeoplePage() {
  const t = translator('people');
  const [text, setText, search] = useUrlSearch();
  const [parameters, setParameters] = useSearchParams();
  const known = parameters.get('known') ?? '';
  const people = useProfiles({ search, known });

  return (
    <>
      <PageHeader title={t('title')} description={t('about')} />
      <Group mb="md" gap="sm">
        <TextInput
          aria-label={t('search')}
          placeholder={t('searchBy')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '1 1 240px' }}
          maw={420}
        />
        <SegmentedControl
          aria-label={t('kinds.label')}
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
            { value: '', label: t('kinds.everybody') },
            { value: 'true', label: t('kinds.known') },
            { value: 'false', label: t('kinds.guests') },
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
            lastColumn={t('table.firstSeen')}
            last={(person) => (
              <Table.Td>
                <Ago at={person.firstSeen} />
              </Table.Td>
            )}
          />
          <More list={people} />
        </Paper>
      ) : search !== '' || known !== '' ? (
        <Empty icon={IconSearchOff} title={t('none')}>
          {t('noneWhy')}
        </Empty>
      ) : (
        <Empty
          icon={IconUsers}
          title={t('empty')}
          action={
            <Button component={RouteLink} href="/data/keys">
              {t('connect')}
            </Button>
          }
        >
          {t('emptyWhy')}
        </Empty>
      )}
    </>
  );
}
