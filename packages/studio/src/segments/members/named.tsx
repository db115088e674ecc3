import type { SegmentSubject } from '@kindred/criteria';
import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useGroup, useGroups } from '../../api/groups.js';
import { useProfile, useProfiles } from '../../api/profiles.js';
import type { AccountSummary, ProfileSummary } from '../../api/types.js';
import { groupHref } from '../../groups/group.js';
import { Person, personName } from '../../people/person.js';

/** A person or an account that can be named as a member, whatever the conditions say. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The same as it stands in a list. */
export interface ListedNamed extends Named {
  readonly shown: ReactNode;
  /** The page that says why it is in a segment or not. */
  readonly whyHref: (segment: string) => string;
}

/** Whom, or which accounts, a text finds by name or id; nothing without a text. */
export function useNamedSearch(subject: SegmentSubject, search: string, known = '', limit = 8) {
  const wanted = search.trim();
  const people = useProfiles({ search: wanted, known }, limit, subject === 'person' && wanted !== '');
  const accounts = useGroups('account', { search: wanted }, subject === 'account' && wanted !== '', limit);
  return subject === 'account'
    ? { ...accounts, items: accounts.items.map(namedAccount) }
    : { ...people, items: people.items.map(namedPerson) };
}

/** One that has been named by id; undefined until it is known, and where it is no more. */
export function useNamed(subject: SegmentSubject, id: string): ListedNamed | undefined {
  const person = useProfile(id, subject === 'person');
  const account = useGroup('account', id, subject === 'account');
  if (subject === 'account') return account.data === undefined ? undefined : namedAccount(account.data);
  return person.data === undefined ? undefined : namedPerson(person.data);
}

function namedPerson(person: ProfileSummary): ListedNamed {
  return {
    id: person.id,
    name: personName(person),
    shown: <Person person={person} size={26} />,
    whyHref: (segment) => `/people/${person.id}?tab=segments&segment=${segment}`,
  };
}

function namedAccount({ id, name }: AccountSummary): ListedNamed {
  return {
    id,
    name: name ?? id,
    shown: (
      <Box miw={0}>
        <Text size="sm" fw={560} className="one-line">
          {name ?? id}
        </Text>
        {name !== null && (
          <Text size="xs" c="dimmed" className="one-line">
            {id}
          </Text>
        )}
      </Box>
    ),
    whyHref: () => `${groupHref('account', id)}?tab=segments`,
  };
}
