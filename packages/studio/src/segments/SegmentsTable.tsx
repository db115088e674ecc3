import { Anchor, Badge, Box, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { NextRun } from './Runs.js';
import { Size, StateBadge } from './StateBadge.js';
import classes from './segments.module.css';

interface SegmentsTableProps {
  readonly segments: readonly Segment[];
  readonly sort: string;
  setSort(sort: string): void;
}

export function SegmentsTable({ segments, sort, setSort }: SegmentsTableProps) {
  const t = translator('segments');
  const [, navigate] = useLocation();
  return (
    <Table highlightOnHover className={classes.table ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Sortable label={t('table.name')} field="name" first="name" sort={sort} setSort={setSort} />
          <Table.Th className={classes.state}>{t('table.state')}</Table.Th>
          <Sortable label={t('table.people')} field="size" first="-size" sort={sort} setSort={setSort} end />
          <Sortable
            label={t('table.changed')}
            field="updatedAt"
            first="-updatedAt"
            sort={sort}
            setSort={setSort}
            wide
          />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {segments.map((segment) => (
          // The link in the row serves keyboards; the row as a whole is a larger aim for a pointer.
          <Table.Tr key={segment.id} className={classes.row ?? ''} onClick={() => navigate(`/segments/${segment.id}`)}>
            <Table.Td className={classes.name ?? ''}>
              <Group gap={8} wrap="nowrap">
                <Anchor
                  component={RouteLink}
                  href={`/segments/${segment.id}`}
                  c="var(--k-ink-strong)"
                  fw={600}
                  size="sm"
                  className="one-line"
                  onClick={(event) => event.stopPropagation()}
                >
                  {localName(segment.name)}
                </Anchor>
                {segment.public && (
                  <Badge size="xs" color="gray" visibleFrom="xs">
                    {t('table.public')}
                  </Badge>
                )}
              </Group>
              <Text size="xs" c="dimmed" lineClamp={1} mt={2}>
                {segment.sentence}
              </Text>
              <Box className={classes.stateBelow} mt={6}>
                <StateBadge segment={segment} />
                <NextRun segment={segment} />
              </Box>
            </Table.Td>
            <Table.Td className={classes.state}>
              <StateBadge segment={segment} />
              <NextRun segment={segment} />
            </Table.Td>
            <Table.Td ta="end">
              <Size segment={segment} />
            </Table.Td>
            <Table.Td className={classes.wide ?? ''}>
              <Ago at={segment.updatedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface SortableProps {
  readonly label: string;
  readonly field: string;
  /** Which way the first click sorts. */
  readonly first: string;
  readonly sort: string;
  setSort(sort: string): void;
  readonly end?: boolean;
  readonly wide?: boolean;
}

function Sortable({ label, field, first, sort, setSort, end = false, wide = false }: SortableProps) {
  const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  const next = direction === 'none' ? first : direction === 'ascending' ? `-${field}` : field;
  return (
    <Table.Th aria-sort={direction} ta={end ? 'end' : 'start'} className={wide ? (classes.wide ?? '') : ''}>
      <UnstyledButton className={classes.sort ?? ''} data-end={end || undefined} onClick={() => setSort(next)}>
        {label}
        <Arrow size={13} aria-hidden style={{ visibility: direction === 'none' ? 'hidden' : 'visible' }} />
      </UnstyledButton>
    </Table.Th>
  );
}
