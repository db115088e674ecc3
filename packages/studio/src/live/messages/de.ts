import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  title: 'Live',
  about: 'Was Besucher tun und wer dadurch in Segmente kommt oder sie verlässt.',
  resume: 'Fortsetzen',
  resumeNew: 'Fortsetzen ({count, number} neu)',
  pause: 'Anhalten',
  filter: 'Anzeige filtern',
  filterBy: 'Nach Person, Ereignis, Seite oder Segment filtern',
  events: 'Ereignisse',
  rejected: 'abgelehnt',
  rejectedAll: 'Alle abgelehnten Ereignisse',
  changes: 'Zu- und Abgänge',
  changesList: 'Zu- und Abgänge',
  shown: '{count, number} gezeigt',
  nothing: 'Nichts passt zum Filter',
  waiting: 'Warten auf Ereignisse',
  waitingWhy: 'Was ein Besucher als Nächstes tut, erscheint hier im selben Augenblick.',
  still: 'Noch ist niemand gekommen oder gegangen',
  stillWhy: 'Sobald jemand zu einem aktiven Segment zu passen beginnt oder aufhört, zeigt es sich hier.',
  state: { connecting: 'Verbindet…', open: 'Live', lost: 'Verbindung verloren, neuer Versuch', paused: 'Angehalten' },
};
