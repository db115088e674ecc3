import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  noAnswer: 'El servidor no ha respondido. Comprueba que Kindred está en marcha e inténtalo de nuevo.',
  answered: 'El servidor ha respondido {status}.',
  wrong: 'Algo ha salido mal.',
};
