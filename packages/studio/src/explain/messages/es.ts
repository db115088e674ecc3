import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  all: 'Todas estas',
  any: 'Alguna de estas',
  not: 'No',
  found: 'Encontrado:',
  atVisit: 'solo se sabe en la visita',
  verdict: { yes: 'se cumple', no: 'no se cumple', open: 'depende de la visita' },
  member: 'es miembro',
  noMember: 'no es miembro',
  people: '{people, number} de {all, number} personas',
  times: '{count, plural, =0 {nunca} =1 {una vez} other {# veces}}',
  timesLast: '{times}, la última el {time}',
  decided: {
    included: 'Añadido por nombre, digan lo que digan las condiciones.',
    excluded: 'Excluido por nombre, digan lo que digan las condiciones.',
    guest: 'Es un invitado y el segmento solo admite usuarios conocidos.',
  },
};
