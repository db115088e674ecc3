import { ActionIcon, Paper, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import type { ComparedPeople, Distribution, DistributionRow } from '../../api/insight.js';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { formatCount, localName } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { proposedHref } from '../proposed.js';
import classes from './insight.module.css';
import { LiftMark } from './LiftMark.js';
import { rowLabel } from './row-label.js';
import { ShareBars } from './ShareBars.js';

export type CompareSort = 'own' | 'lift';

interface CompareTableProps {
  readonly segment: Segment;
  readonly distribution: Distribution;
  readonly people: ComparedPeople;
  readonly title: string;
  readonly sort: CompareSort;
}

/** The most unlike first: how far the interval stays away from "as usual", in doublings. */
function unlikeness({ lift }: DistributionRow): number {
  if (lift === null) return -1;
  if (lift.low > 1) return Math.log2(lift.low);
  return lift.high < 1 ? -Math.log2(Math.max(lift.high, 1e-9)) : 0;
}

/** A row a value: how many members and people in all, and the lift; each a click away from a segment of its own. */
export function CompareTable({ segment, distribution, people, title, sort }: CompareTableProps) {
  const t = translator('insight');
  const mayEdit = useMay('editor');
  const rows =
    sort === 'lift' ? [...distribution.rows].sort((a, b) => unlikeness(b) - unlikeness(a)) : distribution.rows;
  return (
    <Paper>
      <Table aria-label={title} layout="fixed" className={classes.compare ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{title}</Table.Th>
            <Table.Th w="30%">
              {t('compare.members')} / {t('compare.everyone', { subject: segment.subject })}
            </Table.Th>
            <Table.Th w="26%">{t('compare.lift')}</Table.Th>
            <Table.Th ta="end" w="14%" visibleFrom="sm">
              {t('compare.members')}
            </Table.Th>
            {mayEdit && (
              <Table.Th w={56}>
                <VisuallyHidden>{t('compare.make')}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const label = rowLabel(row.is);
            return (
              <Table.Tr key={JSON.stringify(row.is)}>
                <Table.Td className="wrap-anywhere">
                  <Text size="sm" {...(row.is.kind === 'value' || row.is.kind === 'range' ? {} : { c: 'dimmed' })}>
                    {label}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <ShareBars part={row} of={people} subject={segment.subject} />
                </Table.Td>
                <Table.Td>
                  <LiftMark lift={row.lift} />
                </Table.Td>
                <Table.Td ta="end" visibleFrom="sm">
                  {formatCount(row.segment)}
                </Table.Td>
                {mayEdit && (
                  <Table.Td>
                    <Tooltip label={t('compare.make')}>
                      <ActionIcon
                        component={RouteLink}
                        href={proposedHref({
                          criteria: { type: 'all', of: [{ type: 'segment', segment: segment.id }, row.criteria] },
                          name: `${localName(segment.name)} – ${label}`,
                          subject: segment.subject,
                        })}
                        aria-label={t('compare.makeOf', { row: label })}
                      >
                        <IconFilterPlus size={16} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                  </Table.Td>
                )}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
