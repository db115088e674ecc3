import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  title: 'Websites',
  about:
    'Jede Website hat eigene Personen, Ereignisse, Segmente und Schlüssel. Nur die Segmente der globalen Website erreichen die anderen.',
  global: {
    title: 'Globale Website',
    about:
      'Aktive Segmente der globalen Website stehen in jeder anderen Website. Geändert werden sie nur in der globalen; wer darin ist, wird in jeder Website über deren eigene Personen gezählt.',
    label: 'Welche Website die globale ist',
    none: 'Keine Website',
    save: 'Speichern',
    saved: 'Gespeichert. Die Websites zählen, was für sie neu ist.',
    confirm: 'Die Segmente von „{name}“ aus den anderen Websites zurückziehen?',
    confirmAbout:
      'Dort werden sie mit ihren Mitgliedern und ihrem Verlauf gelöscht. In „{name}“ bleiben sie, wie sie sind.',
    withdraw: 'Zurückziehen',
    keep: 'Behalten',
    failed: 'Nicht gespeichert',
    inUse: 'Diese Segmente beziehen sich auf einige davon. Ändern Sie zuerst diese:',
  },
  list: 'Alle Websites',
  name: 'Website',
  zone: 'Zeitzone',
  isGlobal: 'global',
};
