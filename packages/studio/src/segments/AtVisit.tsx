import { Paper } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { Empty } from '../shell/states.js';

/** Stands where members would: the segment is decided at each visit. */
export function AtVisit() {
  const t = translator('segments');
  return (
    <Paper>
      <Empty icon={IconUsers} title={t('members.atVisit')} compact>
        {t('members.atVisitWhy')}
      </Empty>
    </Paper>
  );
}
