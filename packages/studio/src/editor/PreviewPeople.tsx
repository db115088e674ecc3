import { Button, Group, Paper, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconSearch, IconUserSearch } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { Audience, ProfileSummary } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Person } from '../people/person.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import classes from './answer.module.css';
import { PreviewVerdict } from './PreviewVerdict.js';
import { usePreviewMembers, useProfileSearch, type Whom } from './usePreview.js';

interface PreviewPeopleProps {
  /** What the count stands for. */
  readonly audience: Audience | null;
  /** Whether that is of conditions as they were before. */
  readonly stale: boolean;
  readonly whom: Whom;
  /** What is being edited now; the explanation follows it. */
  readonly asked: Audience | null;
  readonly person: string | null;
  setPerson(profile: string | null): void;
}

/** Who matches, and for anybody why they do or do not. Drawn when the answer is new, not while one types. */
export const PreviewPeople = memo(function PreviewPeople(props: PreviewPeopleProps) {
  const { audience, stale, whom, asked, person, setPerson } = props;
  const t = translator('editor');
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, 200);
  const [shown, setShown] = useState<ProfileSummary | null>(null);
  const choose = (profile: ProfileSummary) => {
    setShown(profile);
    setPerson(profile.id);
  };
  if (person !== null && shown !== null) {
    return <Why person={shown} audience={asked ?? audience} against={whom.against} back={() => setPerson(null)} />;
  }
  return (
    <Paper component="section" aria-label={t('who.section')}>
      <Stack gap="sm" p="md" pb="xs">
        <Title order={3}>{t('who.title')}</Title>
        <TextInput
          aria-label={t('who.check')}
          placeholder={t('who.checkHint')}
          leftSection={<IconUserSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Stack>
      {wanted.trim() === '' ? (
        <div className={stale ? classes.waiting : ''}>
          <Matching audience={audience} whom={whom} choose={choose} />
        </div>
      ) : (
        <Found search={wanted} choose={choose} />
      )}
    </Paper>
  );
});

interface MatchingProps {
  readonly audience: Audience | null;
  readonly whom: Whom;
  choose(profile: ProfileSummary): void;
}

const nobody = { matching: 'who.nobody', entering: 'who.nobodyEnters', leaving: 'who.nobodyLeaves' } as const;

function Matching({ audience, whom, choose }: MatchingProps) {
  const t = translator('editor');
  const members = usePreviewMembers<ProfileSummary>(audience, whom);
  if (audience === null) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        {t('who.listed')}
      </Text>
    );
  }
  if (members.isPending) return <RowsLoading rows={6} height={30} />;
  if (members.isError) return <Failed error={members.error} retry={() => members.refetch()} />;
  if (members.items.length === 0) {
    return (
      <Empty icon={IconSearch} title={t(nobody[whom.who])} compact>
        {whom.who === 'matching' ? t('who.nobodyAbout') : null}
      </Empty>
    );
  }
  return (
    <>
      <People people={members.items} choose={choose} />
      <More list={members} label={t('who.more')} />
    </>
  );
}

function Found({ search, choose }: { search: string; choose(profile: ProfileSummary): void }) {
  const t = translator('editor');
  const found = useProfileSearch(search);
  if (found.isPending) return <RowsLoading rows={4} height={30} />;
  if (found.isError) return <Failed error={found.error} retry={() => found.refetch()} />;
  if (found.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        {t('who.unknown')}
      </Text>
    );
  }
  return <People people={found.items} choose={choose} />;
}

function People({ people, choose }: { people: readonly ProfileSummary[]; choose(profile: ProfileSummary): void }) {
  return (
    <Stack gap={0} px={6} pb="xs" component="ul" style={{ listStyle: 'none', margin: 0 }}>
      {people.map((person) => (
        <li key={person.id}>
          <UnstyledButton className={classes.row} onClick={() => choose(person)}>
            <Person person={person} size={30} />
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}

interface WhyProps {
  readonly person: ProfileSummary;
  readonly audience: Audience | null;
  readonly against: string | null;
  back(): void;
}

function Why({ person, audience, against, back }: WhyProps) {
  const t = translator('editor');
  return (
    <Paper p="md" component="section" aria-label={t('test.section')}>
      <Group justify="space-between" mb="sm">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={back}
          data-autofocus
        >
          {t('test.everybody')}
        </Button>
        <Button component={RouteLink} href={`/people/${person.id}`} target="_blank" variant="subtle" size="compact-sm">
          {t('test.profile')}
        </Button>
      </Group>
      <Person person={person} />
      <PreviewVerdict audience={audience} member={person.id} against={against} />
    </Paper>
  );
}
