import { Stack, Text } from '@mantine/core';
import type { Segment, SegmentRole } from '../../api/types.js';
import { translator } from '../../language/translator.js';

interface ReachProps {
  readonly segment: Segment;
  readonly role: SegmentRole;
  readonly change: 'gives' | 'takes';
}

/** How many people a role is given to, or taken from, and what that means for them. */
export function Reach({ segment, role, change }: ReachProps) {
  const t = translator('segments');
  const { size } = segment;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {size === null ? t(`roles.${change}.${unknownBecause(segment)}`) : t(`roles.${change}.now`, { count: size })}
      </Text>
      {role.scope === 'global' && <Text size="sm">{t('roles.otherSites')}</Text>}
      <Text size="sm">{t(change === 'gives' ? 'roles.allows' : 'roles.elsewhere')}</Text>
    </Stack>
  );
}

function unknownBecause({ kind, active }: Segment): 'inactive' | 'atVisit' | 'counting' {
  if (!active) return 'inactive';
  return kind === 'requestTime' ? 'atVisit' : 'counting';
}
