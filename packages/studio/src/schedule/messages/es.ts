import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  how: 'Se ejecuta',
  daily: 'cada día',
  every: 'cada cierto tiempo',
  time: 'A las (en {zone})',
  amount: 'Cada',
  unit: 'Unidad',
  units: { minutes: 'minutos', hours: 'horas', days: 'días' },
};
