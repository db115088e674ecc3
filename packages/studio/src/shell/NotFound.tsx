import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { PageHeader } from './PageHeader.js';
import { RouteLink } from './RouteLink.js';
import { Empty } from './states.js';

export function NotFound({ what = 'page' }: { what?: string }) {
  return (
    <>
      <PageHeader title={`No such ${what}`} />
      <Empty
        icon={IconMapOff}
        title={`This ${what} does not exist`}
        action={
          <Button component={RouteLink} href="/segments">
            Go to segments
          </Button>
        }
      >
        It may have been deleted, or the address may be mistyped.
      </Empty>
    </>
  );
}
