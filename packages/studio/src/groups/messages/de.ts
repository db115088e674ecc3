import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  title: 'Konten & Gruppen',
  about:
    'Wozu Personen gehören: Konten, Organisationen mit denen darüber und darunter, Benutzergruppen, Teams und Rollen.',
  search: 'Gruppen suchen',
  searchBy: 'Nach Name oder ID suchen',
  none: 'Nichts passt',
  noneWhy: 'Gesucht wird in Namen und IDs.',
  empty: 'Es gibt noch keine',
  emptyWhy: 'Sie kommen mit group-Aufrufen, mit dem Import von Personen oder über die API.',
  table: {
    name: 'Name',
    id: 'ID',
    below: 'Direkt darunter',
    people: 'Personen',
    under: 'unter <link>{parent}</link>',
  },
  kind: {
    account: 'Konto',
    organization: 'Organisation',
    userGroup: 'Benutzergruppe',
    team: 'Team',
    role: 'Rolle',
  },
  page: {
    people: '{count, plural, one {# Person gehört dazu} other {# Personen gehören dazu}}',
    tabs: { people: 'Personen', events: 'Ereignisse', segments: 'Segmente', changes: 'Ein- & Austritte' },
    noSegments: 'Lassen Sie alle Segmente zeigen, um zu sehen, was dieses Konto von jedem fernhält.',
    noChanges: 'Dieses Konto ist bisher in kein Segment eingetreten und hat keines verlassen.',
  },
  facts: {
    noTraits: 'Noch ist nichts bekannt. Ein group-Aufruf mit Merkmalen füllt dies.',
    place: 'Hierarchie',
    id: 'ID',
  },
  people: {
    within: 'Mit denen darunter ({count, number})',
    none: 'Niemand gehört dazu',
    noneWhy: 'Personen treten mit einem group-Aufruf, mit dem Import von Personen oder über die API bei.',
  },
  events: { noneWhy: 'Wer dazugehört, hat bisher nichts getan.' },
};
