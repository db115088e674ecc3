import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { PageHeader } from './PageHeader.js';
import { RouteLink } from './RouteLink.js';
import { Empty } from './states.js';

export function NotFound({ what = 'page' }: { what?: 'page' | 'segment' | 'person' | 'site' }) {
  const t = translator('shell');
  return (
    <>
      <PageHeader title={t(`missing.${what}.title`)} />
      <Empty
        icon={IconMapOff}
        title={t(`missing.${what}.about`)}
        action={
          <Button component={RouteLink} href="/segments">
            {t('missing.toSegments')}
          </Button>
        }
      >
        {t('missing.why')}
      </Empty>
    </>
  );
}
