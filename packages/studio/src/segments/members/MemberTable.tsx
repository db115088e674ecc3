import { Badge, Table, VisuallyHidden } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ListedMember, MemberSort } from '../../api/members.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Person, personName } from '../../people/person.js';
import { Ago } from '../../shell/Ago.js';
import { formatValue } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Sortable } from '../../shell/Sortable.js';
import { useMayChange } from '../may.js';
import classes from './members.module.css';
import { RowMenu } from './RowMenu.js';
import type { useByName } from './useByName.js';

const rowHeight = 61;
/** The next page is asked for when so many rows before the end are in sight. */
const ahead = 20;

interface MemberTableProps {
  readonly segment: Segment;
  readonly members: readonly ListedMember[];
  readonly columns: readonly string[];
  readonly sort: MemberSort;
  setSort(sort: string): void;
  readonly byName: ReturnType<typeof useByName>;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  more(): void;
}

/** Which time the rows are sorted by, and so show; when they were last seen where it is neither. */
export function seenBy(sort: MemberSort): 'firstSeen' | 'lastSeen' {
  return sort.endsWith('firstSeen') ? 'firstSeen' : 'lastSeen';
}

/** Members in rows of which only those in sight are drawn, however many there are; the next page comes by itself. */
export function MemberTable(props: MemberTableProps) {
  const { segment, members, columns, sort, setSort, byName, hasMore, isFetching, more } = props;
  const t = translator('members');
  const people = translator('people');
  const mayEdit = useMayChange(segment);
  const seen = seenBy(sort);
  const frame = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(frame.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: members.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: margin,
  });
  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isFetching && lastVisible >= members.length - ahead) more();
  }, [hasMore, isFetching, lastVisible, members.length, more]);
  const before = (visible[0]?.start ?? margin) - margin;
  const after = rows.getTotalSize() - ((visible.at(-1)?.end ?? margin) - margin);
  return (
    <div ref={frame} className={classes.frame}>
      <Table.ScrollContainer
        minWidth={`calc(var(--members-width) + ${150 * columns.length}px)`}
        scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      >
        <Table className={classes.table ?? ''} aria-label={t('list')} aria-rowcount={hasMore ? -1 : members.length + 1}>
          <Table.Thead>
            <Table.Tr>
              {/* The order in which people were recorded is of no column's values. */}
              <Table.Th aria-sort={sort === 'id' ? 'other' : 'none'}>{people('table.person')}</Table.Th>
              <Table.Th w={110} visibleFrom="sm">
                {people('table.kind')}
              </Table.Th>
              {columns.map((path) => (
                <Table.Th key={path} w={150}>
                  {path}
                </Table.Th>
              ))}
              <Sortable
                label={people(`table.${seen}`)}
                field={seen}
                first={`-${seen}`}
                sort={sort}
                setSort={setSort}
                column={{ w: 150, visibleFrom: 'sm' }}
              />
              <Table.Th w={150}>{translator('segments')('members.since')}</Table.Th>
              {mayEdit && (
                <Table.Th w={56}>
                  <VisuallyHidden>{t('actions')}</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Space height={before} />
            {visible.map(({ index }) => {
              const member = members[index];
              return member === undefined ? null : (
                <Table.Tr key={member.id} aria-rowindex={index + 2} h={rowHeight}>
                  <Table.Td>
                    <RouteLink href={`/people/${member.id}`} className={classes.person ?? ''}>
                      <Person person={member} />
                    </RouteLink>
                  </Table.Td>
                  <Table.Td visibleFrom="sm">
                    <Badge color={member.known ? 'pine' : 'iris'}>
                      {people(member.known ? 'kinds.known' : 'kinds.guest')}
                    </Badge>
                  </Table.Td>
                  {columns.map((path) => (
                    <Table.Td key={path} className="one-line" title={formatValue(member.traits?.[path])}>
                      {member.traits?.[path] === undefined ? '–' : formatValue(member.traits[path])}
                    </Table.Td>
                  ))}
                  <Table.Td visibleFrom="sm">
                    <Ago at={member[seen]} />
                  </Table.Td>
                  <Table.Td>
                    <Ago at={member.since} />
                    {segment.includes.includes(member.id) && <Badge size="xs">{t('byName')}</Badge>}
                  </Table.Td>
                  {mayEdit && (
                    <Table.Td>
                      <RowMenu member={{ id: member.id, name: personName(member) }} segment={segment} byName={byName} />
                    </Table.Td>
                  )}
                </Table.Tr>
              );
            })}
            <Space height={after} />
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Space({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
