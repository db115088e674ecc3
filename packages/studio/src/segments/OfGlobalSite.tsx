import { Anchor, Text } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';

/** That a segment is one of the global site, with the way there for whoever may see it. */
export function OfGlobalSite({ segment }: { segment: Pick<Segment, 'inheritedFrom'> }) {
  const t = translator('segments');
  const global = useSite().session.sites.find((site) => site.global);
  if (segment.inheritedFrom === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {global === undefined
        ? t('global.elsewhere')
        : t.rich('global.at', {
            site: () => (
              <Anchor
                key="site"
                href={`${import.meta.env.BASE_URL}${global.id}/segments/${segment.inheritedFrom}`}
                size="sm"
                underline="always"
              >
                {global.name}
              </Anchor>
            ),
          })}
    </Text>
  );
}
