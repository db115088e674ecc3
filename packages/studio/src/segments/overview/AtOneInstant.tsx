import { Anchor, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountSummary, ProfileSummary } from '../../api/types.js';
import classes from '../../instants/instants.module.css';
import { type Compared, type ThenAndNow, useOneInstant } from '../../instants/useThenAndNow.js';
import { translator } from '../../language/translator.js';
import { Person } from '../../people/person.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../../shell/states.js';

interface AtOneInstantProps {
  readonly answer: ThenAndNow;
  readonly compared: Compared;
  readonly subject: 'person' | 'account';
}

const sides = ['onlyNow', 'onlyEarlier'] as const;

/** Who is new since then, or no longer in. */
export function AtOneInstant({ answer, compared, subject }: AtOneInstantProps) {
  const t = translator('instants');
  const [who, setWho] = useState<(typeof sides)[number]>('onlyNow');
  if (answer.onlyNow.possible.total + answer.onlyEarlier.possible.total === 0) return null;
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('overview.who')}
        transitionDuration={0}
        style={{ alignSelf: 'flex-start' }}
        value={who}
        onChange={(value) => {
          const chosen = sides.find((each) => each === value);
          if (chosen !== undefined) setWho(chosen);
        }}
        data={sides.map((value) => ({ value, label: t(`overview.${value}`) }))}
      />
      <Listed key={who} compared={compared} who={who} round={answer.asOf} subject={subject} />
    </Stack>
  );
}

interface ListedProps extends Omit<AtOneInstantProps, 'answer'> {
  readonly who: (typeof sides)[number];
  readonly round: string;
}

function Listed({ compared, who, round, subject }: ListedProps) {
  const t = translator('instants');
  const found = useOneInstant(compared, who, round);
  if (found.isError) return <Failed error={found.error} retry={() => found.refetch()} />;
  if (found.isPending) return <RowsLoading rows={3} height={30} />;
  if (found.items.length === 0) {
    return (
      <Empty icon={IconUsers} title={t(who === 'onlyNow' ? 'overview.nobodyNew' : 'overview.nobodyGone')} compact />
    );
  }
  return (
    <>
      <SimpleGrid
        component="ul"
        cols={{ base: 1, sm: 2, lg: 3 }}
        spacing="sm"
        style={{ listStyle: 'none', margin: 0, padding: 0 }}
        aria-label={t(`overview.${who}`)}
      >
        {found.items.map((member) => (
          <li key={member.id} style={{ minWidth: 0 }}>
            {isPerson(member) ? (
              <RouteLink href={`/people/${member.id}`} className={classes.person ?? ''}>
                <Person person={member} />
              </RouteLink>
            ) : (
              <Anchor component={RouteLink} href={`/groups/account/${encodeURIComponent(member.id)}`} size="sm">
                {member.name ?? member.id}
              </Anchor>
            )}
          </li>
        ))}
      </SimpleGrid>
      <More list={found} />
    </>
  );

  function isPerson(_: ProfileSummary | AccountSummary): _ is ProfileSummary {
    return subject === 'person';
  }
}
