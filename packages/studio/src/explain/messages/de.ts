import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  all: 'Alle davon',
  any: 'Eines davon',
  not: 'Nicht',
  found: 'Gefunden:',
  atVisit: 'erst beim Besuch bekannt',
  verdict: { yes: 'erfüllt', no: 'nicht erfüllt', open: 'hängt vom Besuch ab' },
  member: 'ist Mitglied',
  noMember: 'ist kein Mitglied',
  people: '{people, number} von {all, number} Personen',
  times: '{count, plural, =0 {nie} =1 {einmal} other {# Mal}}',
  timesLast: '{times}, zuletzt am {time}',
  decided: {
    included: 'Namentlich aufgenommen, was auch die Bedingungen sagen.',
    excluded: 'Namentlich ausgeschlossen, was auch die Bedingungen sagen.',
    guest: 'Ein Gast, und das Segment nimmt nur bekannte Nutzer auf.',
  },
};
