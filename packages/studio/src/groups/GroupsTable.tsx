import { Anchor, Table, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import type { GroupSummary } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatCount } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Sortable } from '../shell/Sortable.js';
import { groupHref } from './group.js';
import classes from './groups.module.css';

interface GroupsTableProps {
  readonly groups: readonly GroupSummary[];
  readonly sort: string;
  setSort(sort: string): void;
}

/** Groups in rows that lead to their pages. */
export function GroupsTable({ groups, sort, setSort }: GroupsTableProps) {
  const t = translator('groups');
  const [, navigate] = useLocation();
  return (
    <Table highlightOnHover className={classes.table ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Sortable label={t('table.name')} field="name" first="name" sort={sort} setSort={setSort} />
          <Sortable
            label={t('table.id')}
            field="id"
            first="id"
            sort={sort}
            setSort={setSort}
            className={classes.wide}
          />
          <Table.Th className={classes.wide ?? ''} ta="end">
            {t('table.below')}
          </Table.Th>
          <Sortable label={t('table.people')} field="people" first="-people" sort={sort} setSort={setSort} end />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map((group) => (
          <Table.Tr
            key={group.id}
            className={classes.row ?? ''}
            onClick={() => navigate(groupHref(group.kind, group.id))}
          >
            <Table.Td>
              <RouteLink
                href={groupHref(group.kind, group.id)}
                className={classes.link ?? ''}
                onClick={(event) => event.stopPropagation()}
              >
                <Text size="sm" fw={560} className="wrap-anywhere">
                  {group.name ?? group.id}
                </Text>
              </RouteLink>
              {group.parent !== null && (
                <Text size="xs" c="dimmed" className="wrap-anywhere" component="div">
                  {t.rich('table.under', {
                    parent: group.parentName ?? group.parent,
                    link: (name) => (
                      <Anchor
                        key="parent"
                        component={RouteLink}
                        href={groupHref(group.kind, group.parent ?? '')}
                        size="xs"
                        underline="always"
                        onClick={(event) => event.stopPropagation()}
                      >
                        {name}
                      </Anchor>
                    ),
                  })}
                </Text>
              )}
            </Table.Td>
            <Table.Td className={classes.wide ?? ''}>
              <Text size="sm" c="dimmed" className="wrap-anywhere">
                {group.id}
              </Text>
            </Table.Td>
            <Table.Td className={classes.wide ?? ''} ta="end">
              {group.children === 0 ? '–' : formatCount(group.children)}
            </Table.Td>
            <Table.Td ta="end">{formatCount(group.people)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
