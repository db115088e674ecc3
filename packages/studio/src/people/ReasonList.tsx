import { Accordion, Anchor, Badge, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconChartCircles } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useSite } from '../api/session.js';
import type { Reason } from '../api/types.js';
import { ExplanationTree } from '../explain/ExplanationTree.js';
import { describeDecision } from '../explain/found.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { formatTime, localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';

interface ReasonListProps {
  readonly reasons: UseQueryResult<{ readonly items: readonly Reason[] }>;
  /** What to say where there are none. */
  readonly none: string;
}

/** The segments somebody, or an account, is in, and on request those they are not in, each with the reason. */
export function ReasonList({ reasons, none }: ReasonListProps) {
  const t = translator('people');
  const [parameters] = useSearchParams();
  const asked = parameters.get('segment');
  const [shown, setShown] = useState(asked === null ? 'in' : 'all');
  if (reasons.isPending) return <RowsLoading rows={5} />;
  if (reasons.isError) return <Failed error={reasons.error} retry={() => reasons.refetch()} />;
  // The segment that is asked about stands first.
  const items = reasons.data.items
    .filter((reason) => shown === 'all' || isIn(reason) !== false)
    .sort((one, other) => Number(other.segment.id === asked) - Number(one.segment.id === asked));
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('memberships.which')}
        size="sm"
        value={shown}
        onChange={setShown}
        style={{ alignSelf: 'flex-start' }}
        data={[
          { value: 'in', label: t('memberships.in') },
          { value: 'all', label: t('memberships.all') },
        ]}
      />
      {items.length === 0 ? (
        <Empty icon={IconChartCircles} title={t('memberships.none')} compact>
          {none}
        </Empty>
      ) : (
        <Accordion variant="separated" multiple defaultValue={items.slice(0, 1).map((reason) => reason.segment.id)}>
          {items.map((reason) => (
            <ReasonItem key={reason.segment.id} reason={reason} />
          ))}
        </Accordion>
      )}
    </Stack>
  );
}

/** Whether somebody is a member: of a batch segment as of its last run, of any other now. Null where it depends on the visit. */
function isIn({ membersAsOf, since, matches }: Reason): boolean | null {
  return membersAsOf === undefined ? matches : since !== null;
}

function ReasonItem({ reason }: { reason: Reason }) {
  const t = translator('people');
  const { site } = useSite();
  const { since, membersAsOf } = reason;
  const member = isIn(reason);
  const decision = describeDecision(reason.by);
  return (
    <Accordion.Item value={reason.segment.id}>
      <Accordion.Control>
        <Group justify="space-between" gap="sm" pr="sm">
          <Text fw={600} size="sm">
            {localName(reason.segment.name)}
          </Text>
          <Group gap="sm">
            {since !== null && (
              <Text size="xs" c="dimmed" component="div">
                <Group gap={4}>
                  {t.rich('memberships.since', { time: () => <Ago key="time" at={since} size="xs" /> })}
                </Group>
              </Text>
            )}
            <Badge color={member === null ? 'iris' : member ? 'pine' : 'gray'}>
              {t(member === null ? 'memberships.depends' : member ? 'memberships.isIn' : 'memberships.isOut')}
            </Badge>
          </Group>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {membersAsOf !== undefined && (
          <Text size="sm" c="dimmed" mb="xs">
            {membersAsOf === null
              ? t('memberships.notRun')
              : t('memberships.asOf', { at: formatTime(membersAsOf, site.timeZone) })}
          </Text>
        )}
        {decision !== null && (
          <Text size="sm" mb="xs">
            {decision}
          </Text>
        )}
        <ExplanationTree explanation={reason.explanation} />
        <Anchor component={RouteLink} href={`/segments/${reason.segment.id}`} size="sm" mt="sm" display="inline-block">
          {t('memberships.open')}
        </Anchor>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
