import { Anchor, Badge, Table, VisuallyHidden } from '@mantine/core';
import type { ListedAccount } from '../../api/members.js';
import type { Segment } from '../../api/types.js';
import { groupHref } from '../../groups/group.js';
import { translator } from '../../language/translator.js';
import { Ago } from '../../shell/Ago.js';
import { formatCount, formatValue } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Sortable } from '../../shell/Sortable.js';
import { useMayChange } from '../may.js';
import { RowMenu } from './RowMenu.js';
import type { useByName } from './useByName.js';

interface AccountTableProps {
  readonly segment: Segment;
  readonly accounts: readonly ListedAccount[];
  /** Paths of traits. */
  readonly columns: readonly string[];
  readonly byName: ReturnType<typeof useByName>;
  readonly sort: string;
  setSort(sort: string): void;
}

/** Accounts in rows that lead to their pages. */
export function AccountTable({ segment, accounts, columns, byName, sort, setSort }: AccountTableProps) {
  const t = translator('members');
  const of = translator('segments');
  const mayEdit = useMayChange(segment);
  return (
    <Table.ScrollContainer minWidth={420 + 150 * columns.length} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('list')}>
        <Table.Thead>
          <Table.Tr>
            <Sortable label={of('accounts.account')} field="name" first="name" sort={sort} setSort={setSort} />
            <Sortable label={of('accounts.people')} field="people" first="-people" sort={sort} setSort={setSort} end />
            {columns.map((path) => (
              <Table.Th key={path}>{path}</Table.Th>
            ))}
            <Sortable label={of('members.since')} field="since" first="-since" sort={sort} setSort={setSort} />
            {mayEdit && (
              <Table.Th w={56}>
                <VisuallyHidden>{t('actions')}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map((account) => (
            <Table.Tr key={account.id}>
              <Table.Td className="wrap-anywhere">
                <Anchor component={RouteLink} href={groupHref('account', account.id)} size="sm" fw={560}>
                  {account.name ?? account.id}
                </Anchor>
              </Table.Td>
              <Table.Td ta="end">{formatCount(account.people)}</Table.Td>
              {columns.map((path) => (
                <Table.Td key={path} className="wrap-anywhere">
                  {account.traits?.[path] === undefined ? '–' : formatValue(account.traits[path])}
                </Table.Td>
              ))}
              <Table.Td>
                <Ago at={account.since} />
                {segment.includes.includes(account.id) && <Badge size="xs">{t('byName')}</Badge>}
              </Table.Td>
              {mayEdit && (
                <Table.Td>
                  <RowMenu
                    member={{ id: account.id, name: account.name ?? account.id }}
                    segment={segment}
                    byName={byName}
                  />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
