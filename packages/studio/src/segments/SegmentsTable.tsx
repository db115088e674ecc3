import { Anchor, Badge, Box, Group, Table, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Sortable } from '../shell/Sortable.js';
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
          <Sortable label={t('table.members')} field="size" first="-size" sort={sort} setSort={setSort} end />
          <Sortable
            label={t('table.changed')}
            field="updatedAt"
            first="-updatedAt"
            sort={sort}
            setSort={setSort}
            className={classes.wide}
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
                {segment.inheritedFrom !== null && (
                  <Badge size="xs" color="iris" style={{ flex: 'none' }}>
                    {t('global.badge')}
                  </Badge>
                )}
                {segment.subject === 'account' && (
                  <Badge size="xs" color="gray" style={{ flex: 'none' }}>
                    {t('table.accounts')}
                  </Badge>
                )}
                {segment.public && (
                  <Badge size="xs" color="gray" visibleFrom="xs">
                    {t('table.public')}
                  </Badge>
                )}
              </Group>
              <Text size="xs" c="dimmed" lineClamp={1} mt={2} className="wrap-anywhere">
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
