import { Anchor, List } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Dependents as Answer } from '../api/types.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';

/** How many segments an answer tells of. */
export function dependentsIn({ items, elsewhere, hidden }: Answer): number {
  return items.length + elsewhere.length + hidden;
}

/** Segments that refer to one: of this site, of others that one may see, and how many more there are. */
export function Dependents({ dependents, chosen }: { dependents: Answer; chosen?: () => void }) {
  const t = translator('segments');
  const { session } = useSite();
  const { items, elsewhere, hidden } = dependents;
  return (
    <List size="sm" spacing={4}>
      {items.map((each) => (
        <List.Item key={each.id}>
          <Anchor component={RouteLink} href={`/segments/${each.id}`} size="sm" {...(chosen && { onClick: chosen })}>
            {localName(each.name)}
          </Anchor>
        </List.Item>
      ))}
      {elsewhere.map((each) => (
        <List.Item key={each.id}>
          {t.rich('global.useAt', {
            segment: () => (
              <Anchor
                key="segment"
                href={`${import.meta.env.BASE_URL}${each.site}/segments/${each.id}`}
                size="sm"
                underline="always"
              >
                {localName(each.name)}
              </Anchor>
            ),
            site: session.sites.find(({ id }) => id === each.site)?.name ?? each.site,
          })}
        </List.Item>
      ))}
      {hidden > 0 && <List.Item>{t('global.hidden', { count: hidden })}</List.Item>}
    </List>
  );
}
