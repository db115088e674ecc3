import { Button, Paper } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { localName } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Empty } from '../../shell/states.js';
import { proposedHref } from '../proposed.js';

/** A segment of accounts gives no roles: it leads to one of their people, which can. */
export function OfAccounts({ segment: { id, name } }: { segment: Segment }) {
  const t = translator('segments');
  const mayMake = useMay('editor');
  const href = proposedHref({
    criteria: { type: 'segment', segment: id },
    name: t('roles.peopleOf', { name: localName(name) }),
  });
  return (
    <Paper component="section">
      <Empty
        icon={IconId}
        title={t('roles.toPeople')}
        compact
        action={
          mayMake && (
            <Button component={RouteLink} href={href}>
              {t('roles.makeOfPeople')}
            </Button>
          )
        }
      >
        {t('roles.toPeopleWhy')}
      </Empty>
    </Paper>
  );
}
