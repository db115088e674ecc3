import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  noAnswer: 'Der Server hat nicht geantwortet. Prüfen Sie, ob Kindred läuft, und versuchen Sie es noch einmal.',
  answered: 'Der Server hat mit {status} geantwortet.',
  wrong: 'Etwas ist schiefgegangen.',
};
