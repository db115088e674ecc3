import { Badge, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ProfileSummary } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { RouteLink } from '../shell/RouteLink.js';
import classes from './people.module.css';
import { Person } from './person.js';

interface PeopleTableProps<T extends ProfileSummary> {
  readonly people: readonly T[];
  readonly lastColumn: string;
  last(person: T): ReactNode;
}

/** People in rows that lead to their pages. */
export function PeopleTable<T extends ProfileSummary>({ people, lastColumn, last }: PeopleTableProps<T>) {
  const t = translator('people');
  const [, navigate] = useLocation();
  return (
    <Table highlightOnHover className={classes.table ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('table.person')}</Table.Th>
          <Table.Th className={classes.wide ?? ''}>{t('table.kind')}</Table.Th>
          <Table.Th className={classes.wide ?? ''}>{t('table.lastSeen')}</Table.Th>
          <Table.Th>{lastColumn}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={person.id} className={classes.row ?? ''} onClick={() => navigate(`/people/${person.id}`)}>
            <Table.Td>
              <RouteLink
                href={`/people/${person.id}`}
                className={classes.link ?? ''}
                onClick={(event) => event.stopPropagation()}
              >
                <Person person={person} />
              </RouteLink>
            </Table.Td>
            <Table.Td className={classes.wide ?? ''}>
              <Badge color={person.known ? 'pine' : 'iris'}>{t(person.known ? 'kinds.known' : 'kinds.guest')}</Badge>
            </Table.Td>
            <Table.Td className={classes.wide ?? ''}>
              <Ago at={person.lastSeen} />
            </Table.Td>
            {last(person)}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
