import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { PageHeader } from './PageHeader.js';
import { RouteLink } from './RouteLink.js';
import { Empty } from './states.js';

const segments = ['/segments', 'toSegments'] as const;
const waysOn = {
  page: segments,
  segment: segments,
  person: ['/people', 'toPeople'],
  group: ['/groups', 'toGroups'],
  // Without a site there is no page below it: the way back is to the site that one would come to without an address.
  site: [`~${import.meta.env.BASE_URL}`, 'toSegments'],
} as const;

export function NotFound({ what = 'page' }: { what?: 'page' | 'segment' | 'person' | 'group' | 'site' }) {
  const t = translator('shell');
  const [href, label] = waysOn[what];
  return (
    <>
      <PageHeader title={t(`missing.${what}.title`)} />
      <Empty
        icon={IconMapOff}
        title={t(`missing.${what}.about`)}
        action={
          <Button component={RouteLink} href={href}>
            {t(`missing.${label}`)}
          </Button>
        }
      >
        {t('missing.why')}
      </Empty>
    </>
  );
}
