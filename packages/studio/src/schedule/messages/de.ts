import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  how: 'Läuft',
  daily: 'jeden Tag',
  every: 'immer wieder',
  time: 'Um (in {zone})',
  amount: 'Alle',
  unit: 'Einheit',
  units: { minutes: 'Minuten', hours: 'Stunden', days: 'Tage' },
};
