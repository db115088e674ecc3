import type { Schedule } from '../api/types.js';
import { translator } from '../language/translator.js';

/** When something comes again, in a sentence. */
export function scheduleText(schedule: Schedule): string {
  const t = translator('segments');
  return 'daily' in schedule
    ? t('runs.daily', { time: schedule.daily })
    : t(`runs.every.${schedule.every.unit}`, { count: schedule.every.amount });
}
