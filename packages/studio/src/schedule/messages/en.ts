export const en = {
  how: 'Runs',
  daily: 'every day',
  every: 'every so often',
  time: 'At (in {zone})',
  amount: 'Every',
  unit: 'Unit',
  units: { minutes: 'minutes', hours: 'hours', days: 'days' },
} as const;
