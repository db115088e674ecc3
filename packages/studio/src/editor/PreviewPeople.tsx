import { Button, Group, Paper, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconSearch, IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Audience, ProfileSummary } from '../api/types.js';
import { Person } from '../people/person.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import classes from './answer.module.css';
import { PreviewVerdict } from './PreviewVerdict.js';
import { usePreviewMembers, useProfileSearch } from './usePreview.js';

interface PreviewPeopleProps {
  /** What the count stands for. */
  readonly audience: Audience | null;
  /** What is being edited now; the explanation follows it. */
  readonly asked: Audience | null;
  readonly person: string | null;
  setPerson(profile: string | null): void;
}

/** Who matches, and for anybody why they do or do not. */
export function PreviewPeople({ audience, asked, person, setPerson }: PreviewPeopleProps) {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, 200);
  const [shown, setShown] = useState<ProfileSummary | null>(null);
  const choose = (profile: ProfileSummary) => {
    setShown(profile);
    setPerson(profile.id);
  };
  if (person !== null && shown !== null) {
    return <Why person={shown} audience={asked ?? audience} back={() => setPerson(null)} />;
  }
  return (
    <Paper component="section" aria-label="Who matches">
      <Stack gap="sm" p="md" pb="xs">
        <Title order={3}>Who they are</Title>
        <TextInput
          aria-label="Check anybody by name, e-mail or id"
          placeholder="Check anybody: name, e-mail or id"
          leftSection={<IconUserSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Stack>
      {wanted.trim() === '' ? (
        <Matching audience={audience} choose={choose} />
      ) : (
        <Found search={wanted} choose={choose} />
      )}
    </Paper>
  );
}

function Matching({ audience, choose }: { audience: Audience | null; choose(profile: ProfileSummary): void }) {
  const members = usePreviewMembers<ProfileSummary>(audience);
  if (audience === null) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        People who match are listed here.
      </Text>
    );
  }
  if (members.isPending) return <RowsLoading rows={6} height={30} />;
  if (members.isError) return <Failed error={members.error} retry={() => members.refetch()} />;
  if (members.items.length === 0) {
    return (
      <Empty icon={IconSearch} title="Nobody matches" compact>
        Loosen a condition, or look at who would by checking somebody above.
      </Empty>
    );
  }
  return (
    <>
      <People people={members.items} choose={choose} />
      <More list={members} label="More people" />
    </>
  );
}

function Found({ search, choose }: { search: string; choose(profile: ProfileSummary): void }) {
  const found = useProfileSearch(search);
  if (found.isPending) return <RowsLoading rows={4} height={30} />;
  if (found.isError) return <Failed error={found.error} retry={() => found.refetch()} />;
  if (found.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        Nobody of that name.
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

function Why({ person, audience, back }: { person: ProfileSummary; audience: Audience | null; back(): void }) {
  return (
    <Paper p="md" component="section" aria-label="Why this person matches or not">
      <Group justify="space-between" mb="sm">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={back}
          data-autofocus
        >
          Everybody
        </Button>
        <Button component={RouteLink} href={`/people/${person.id}`} target="_blank" variant="subtle" size="compact-sm">
          Open profile
        </Button>
      </Group>
      <Person person={person} />
      <PreviewVerdict audience={audience} member={person.id} />
    </Paper>
  );
}
