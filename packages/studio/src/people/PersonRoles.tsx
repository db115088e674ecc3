import { Anchor, List, Paper, Text, Title } from '@mantine/core';
import type { Profile } from '../api/types.js';
import { groupHref } from '../groups/group.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';

/** Every role that a person has, and what it comes from: they belong to it, or segments give it. */
export function PersonRoles({ roles }: { roles: Profile['roles'] }) {
  const t = translator('people');
  if (roles.length === 0) return null;
  return (
    <Paper p="md" component="section">
      <Title order={2} mb="sm">
        {t('facts.kinds.role')}
      </Title>
      <List size="sm" spacing={6} listStyleType="none">
        {roles.map((role) => (
          <List.Item key={role.id}>
            <Text size="sm" fw={600} className="wrap-anywhere">
              {role.name === null ? (
                role.id
              ) : (
                <Anchor component={RouteLink} href={groupHref('role', role.id)} size="sm">
                  {role.name}
                </Anchor>
              )}
            </Text>
            {role.assigned && (
              <Text size="xs" c="dimmed">
                {t('roles.assigned')}
              </Text>
            )}
            {role.segments.map((segment) => (
              <Text key={segment.id} size="xs" c="dimmed">
                {t.rich('roles.by', {
                  segment: () => (
                    <Anchor
                      key="segment"
                      component={RouteLink}
                      href={`/segments/${segment.id}`}
                      size="xs"
                      underline="always"
                    >
                      {localName(segment.name)}
                    </Anchor>
                  ),
                })}
              </Text>
            ))}
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}
