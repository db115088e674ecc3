import { Paper } from '@mantine/core';
import { IconHourglass, IconPlayerPause } from '@tabler/icons-react';
import { translator } from '../../language/translator.js';
import { Empty } from '../../shell/states.js';

/** Stands where numbers would, so that none is told of a segment whose size is not known yet. */
export function StillCounting() {
  const t = translator('insight');
  return (
    <Paper role="status">
      <Empty icon={IconHourglass} title={t('overview.counting')} compact>
        {t('overview.countingWhy')}
      </Empty>
    </Paper>
  );
}

/** The same of a segment that is not active. */
export function NotCounted() {
  const t = translator('segments');
  return (
    <Paper>
      <Empty icon={IconPlayerPause} title={t('members.inactive')} compact>
        {t('members.inactiveWhy')}
      </Empty>
    </Paper>
  );
}
