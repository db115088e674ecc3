import { Avatar, Box, Group, Text } from '@mantine/core';
import type { ProfileSummary } from '../api/types.js';
import { translator } from '../language/translator.js';

/** What to call somebody: the name, else the best id there is. */
export function personName(person: ProfileSummary): string {
  const t = translator('people');
  const guest = person.anonymousIds[0];
  return (
    person.name ??
    person.email ??
    person.userId ??
    (guest === undefined ? t('name.visitor', { id: person.id }) : t('name.guest', { id: guest.slice(0, 8) }))
  );
}

/** The line under the name: an id that the name does not say already. */
export function personDetail(person: ProfileSummary): string {
  const t = translator('people');
  if (!person.known) {
    const [first, ...others] = person.anonymousIds;
    if (first === undefined) return t('kinds.guest');
    return others.length === 0 ? first : t('name.more', { first, count: others.length });
  }
  const name = personName(person);
  return [person.email, person.userId].find((text) => text !== null && text !== name) ?? t('name.known');
}

/** Somebody in a list: initials, name, and an id below. Pine is a known user, iris a guest. */
export function Person({ person, size = 32 }: { person: ProfileSummary; size?: number }) {
  return (
    <Group gap="sm" wrap="nowrap" miw={0}>
      <Avatar
        size={size}
        radius="xl"
        color={person.known ? 'pine' : 'iris'}
        {...(person.known ? { name: personName(person) } : {})}
        aria-hidden
      />
      <Box miw={0}>
        <Text size="sm" fw={560} className="one-line" component="div">
          {personName(person)}
        </Text>
        <Text size="xs" c="dimmed" className="one-line" component="div">
          {personDetail(person)}
        </Text>
      </Box>
    </Group>
  );
}
