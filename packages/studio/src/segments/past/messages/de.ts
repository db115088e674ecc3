import type { Catalogue } from '../../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  growth: {
    title: 'Größe, Zu- und Abgänge',
    range: 'Wie weit zurück',
    days: '{days, plural, one {# Tag} other {# Tage}}',
    size: 'Mitglieder',
    day: 'Tag',
    entered: 'Gekommen',
    left: 'Gegangen',
    table: 'Größe, Zu- und Abgänge je Tag',
    notKept: 'nicht bekannt',
    behind: 'Die neuesten Augenblicke werden noch gezählt.',
    backfill:
      '{subject, select, account {{count, plural, one {# Konto wurde} other {# Konten wurden}}} other {{count, plural, one {# Person wurde} other {# Personen wurden}}}} beim Zählen der Vergangenheit gefunden; sie stehen in der Größe, nicht bei den Zugängen.',
  },
  members: {
    at: 'Mitglieder am',
    show: 'Zeigen',
    now: 'Zurück zu Zu- und Abgängen',
    zone: 'In der Zeitzone der Site, {zone}',
    size: '{count, plural, one {# Mitglied damals} other {# Mitglieder damals}}',
    unknown: 'Zu dieser Zeit wurden keine Mitglieder geführt',
    future: 'Dieser Zeitpunkt liegt in der Zukunft',
    futureWhy: 'Wer dann Mitglied ist, wird aufgezeichnet, wenn es so weit ist.',
    unknownWhy:
      'Wer zu einem Segment gehört, ist ab der Aktivierung bekannt. Wie viele die heutige Definition früher gefunden hätte, sagt der Vergleich <link>Damals und jetzt</link>.',
    nobody: '{subject, select, account {Damals gehörte kein Konto dazu} other {Damals gehörte niemand dazu}}',
  },
  overlap: {
    about:
      'Wie viele {subject, select, account {Konten} other {Personen}} in jeder Verbindung dieser Segmente sind. Die Balken sind genau; ein Klick macht daraus ein Segment.',
    choose: 'Vergleichen mit',
    chooseHint: 'Bis zu sieben andere Segmente',
    mode: 'Was ein Balken zählt',
    only: 'In genau diesen',
    all: 'Mindestens in diesen',
    none: 'Wählen Sie ein Segment zum Vergleichen',
    noneWhy: 'Gezeigt wird, wie viele in beiden sind und wie viele nur in einem.',
    empty: '{subject, select, account {Kein Konto} other {Niemand}} ist in einem davon',
    combination:
      '{names}: {subject, select, account {{count, plural, one {# Konto} other {# Konten}}} other {{count, plural, one {# Person} other {# Personen}}}}',
    make: '{names}: {subject, select, account {{count, plural, one {# Konto} other {# Konten}}} other {{count, plural, one {# Person} other {# Personen}}}}. Als Segment anlegen',
    showAll: 'Alle {count, number} Verbindungen zeigen',
    size: '{subject, select, account {{count, plural, one {# Konto} other {# Konten}}} other {{count, plural, one {# Person} other {# Personen}}}}',
    and: ' und ',
  },
  flow: {
    about:
      '{subject, select, account {Ein Konto} other {Jemand}} kann in mehreren Segmenten sein; die Zahlen einer Seite können daher mehr ergeben als alle zusammen.',
    range: 'In den letzten',
    left: 'Wo die Gegangenen jetzt sind',
    leftCount:
      '{count, plural, =0 {Kein Mitglied ist} one {# Mitglied ist} other {# Mitglieder sind}} in dieser Zeit gegangen.',
    entered: 'Woher die Gekommenen kamen',
    enteredCount:
      '{count, plural, =0 {Kein Mitglied ist} one {# Mitglied ist} other {# Mitglieder sind}} in dieser Zeit dazugekommen.',
    back: 'wieder in diesem Segment',
    none: 'in keinem Segment',
    more: 'Alle {count, number} zeigen',
  },
};
