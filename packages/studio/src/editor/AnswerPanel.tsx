import type { SegmentSubject } from '@kindred/criteria';
import { Alert, Box, Button, Group, Paper, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { explainError } from '../api/problem.js';
import { useSite } from '../api/session.js';
import type { Audience, Preview } from '../api/types.js';
import { formatCount, formatShare, formatTime } from '../shell/format.js';
import classes from './answer.module.css';
import { PreviewAccounts } from './PreviewAccounts.js';
import { PreviewPeople } from './PreviewPeople.js';
import type { LiveAnswer } from './usePreview.js';

interface AnswerPanelProps {
  readonly live: LiveAnswer & { again(): void };
  readonly unfinished: number;
  readonly empty: boolean;
  readonly person: string | null;
  setPerson(profile: string | null): void;
  readonly audience: Audience | null;
}

/** How many people the conditions find, and who they are, while one edits. */
export function AnswerPanel({ live, unfinished, empty, person, setPerson, audience }: AnswerPanelProps) {
  return (
    <Stack gap="md">
      <Paper p="md" component="section" aria-label="How many people match">
        <Count live={live} unfinished={unfinished} empty={empty} />
        {live.state === 'failed' && live.faults.length === 0 && (
          <Alert color="brick" variant="light" mt="sm" role="alert" title="The people could not be counted">
            <Text size="sm" mb="xs">
              {explainError(live.error)}
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={live.again}
            >
              Count again
            </Button>
          </Alert>
        )}
      </Paper>
      {audience?.subject === 'account' || live.audience?.subject === 'account' ? (
        <PreviewAccounts
          audience={live.answer === null ? null : live.audience}
          asked={audience}
          chosen={person}
          choose={setPerson}
        />
      ) : (
        <PreviewPeople
          audience={live.answer === null ? null : live.audience}
          asked={audience}
          person={person}
          setPerson={setPerson}
        />
      )}
    </Stack>
  );
}

function Count({ live, unfinished, empty }: { live: LiveAnswer; unfinished: number; empty: boolean }) {
  const { site } = useSite();
  const { answer, state } = live;
  const waiting = state === 'counting';
  const settled = state === 'settled' && answer !== null;
  return (
    <div aria-busy={waiting}>
      <VisuallyHidden role="status">
        {settled ? spoken(answer, nouns[live.audience?.subject ?? 'person'][1]) : ''}
      </VisuallyHidden>
      {answer === null || empty ? (
        <Stack gap={6}>
          <Title order={2}>{empty ? 'Who is it?' : waiting ? 'Counting…' : 'No answer yet'}</Title>
          {waiting && !empty ? (
            <Skeleton height={44} width={160} />
          ) : (
            <Text size="sm" c="dimmed">
              {empty
                ? 'Add the first condition; the people who match are counted as you go.'
                : 'Finish the marked conditions to count people.'}
            </Text>
          )}
        </Stack>
      ) : (
        <div className={waiting || unfinished > 0 || state === 'failed' ? classes.waiting : ''}>
          <Figures answer={answer} subject={live.audience?.subject ?? 'person'} />
        </div>
      )}
      {answer !== null && !empty && (
        <Text size="xs" c="dimmed" mt="sm">
          {unfinished > 0
            ? `The answer before: ${unfinished === 1 ? 'one condition is' : `${unfinished} conditions are`} unfinished.`
            : waiting
              ? 'Counting…'
              : `As of ${formatTime(answer.asOf, site.timeZone)}, in ${Math.max(1, Math.round(answer.tookMs))} ms${answer.complete ? '' : '; the newest events are still on their way'}`}
        </Text>
      )}
    </div>
  );
}

const nouns = { person: ['person', 'people'], account: ['account', 'accounts'] } as const;

function Figures({ answer, subject }: { answer: Preview; subject: SegmentSubject }) {
  const { certain, possible, everyone, exact } = answer;
  const [one, many] = nouns[subject];
  const width = (part: number) => `${everyone.total === 0 ? 0 : (100 * part) / everyone.total}%`;
  const between = (low: number, high: number) =>
    low === high ? formatCount(low) : `${formatCount(low)} to ${formatCount(high)}`;
  return (
    <>
      <div className={classes.number} data-long={!exact || undefined} data-testid="preview-total">
        {exact ? formatCount(certain.total) : `${formatCount(certain.total)} to ${formatCount(possible.total)}`}
      </div>
      <Text size="sm" mt={4}>
        {exact
          ? `${certain.total === 1 ? one : many}, ${formatShare(certain.total, everyone.total)} of ${subject === 'person' ? 'everyone' : 'all'}`
          : `Between ${formatCount(certain.total)} and ${formatCount(possible.total)} ${many}; the rest depends on the visit`}
      </Text>
      <div className={classes.bar} style={{ marginTop: 14 }} aria-hidden>
        <span style={{ width: width(certain.known), background: 'var(--k-known)' }} />
        <span style={{ width: width(certain.guests), background: 'var(--k-guests)' }} />
        <span style={{ width: width(possible.total - certain.total), background: 'var(--k-everyone)', opacity: 0.6 }} />
      </div>
      {subject === 'person' && (
        <Stack gap={3} mt="sm">
          <Line
            colour="var(--k-known)"
            label="Known users"
            value={between(certain.known, possible.known)}
            of={everyone.known}
          />
          <Line
            colour="var(--k-guests)"
            label="Guests"
            value={between(certain.guests, possible.guests)}
            of={everyone.guests}
          />
        </Stack>
      )}
    </>
  );
}

function Line({ colour, label, value, of }: { colour: string; label: string; value: string; of: number }) {
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Group gap={8} wrap="nowrap">
        <Box className={classes.dot} style={{ background: colour }} aria-hidden />
        <Text size="sm">{label}</Text>
      </Group>
      <Text size="sm">
        <strong>{value}</strong>{' '}
        <Text span c="dimmed" size="xs">
          of {formatCount(of)}
        </Text>
      </Text>
    </Group>
  );
}

function spoken(answer: Preview, many: string): string {
  const { certain, possible, exact } = answer;
  return exact
    ? `${formatCount(certain.total)} ${many} match`
    : `Between ${formatCount(certain.total)} and ${formatCount(possible.total)} ${many} match`;
}
