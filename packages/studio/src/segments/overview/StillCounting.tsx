import { Paper } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
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
