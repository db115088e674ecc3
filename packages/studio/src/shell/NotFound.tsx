import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { PageHeader } from './PageHeader.js';
import { RouteLink } from './RouteLink.js';
import { Empty } from './states.js';

export function NotFound({ what = 'page' }: { what?: 'page' | 'segment' | 'person' | 'group' | 'site' }) {
  const t = translator('shell');
  return (
    <>
      <PageHeader title={t(`missing.${what}.title`)} />
      <Empty
        icon={IconMapOff}
        title={t(`missing.${what}.about`)}
        action={
          // Without a site there is no page below it: the way back is to the site that one would come to without an address.
          <Button component={RouteLink} href={what === 'site' ? `~${import.meta.env.BASE_URL}` : '/segments'}>
            {t('missing.toSegments')}
          </Button>
        }
      >
        {t('missing.why')}
      </Empty>
    </>
  );
}
