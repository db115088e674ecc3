import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  choice: {
    label: 'Vergleichen mit',
    none: '–',
    week: 'vor einer Woche',
    month: 'vor einem Monat',
    year: 'vor einem Jahr',
    at: 'einem Tag…',
    time: 'Stand, in {zone}',
    notPast: 'Wählen Sie eine Zeit bis jetzt',
  },
  counting: 'Es wird gezählt, wer damals passte…',
  failed: 'Es konnte nicht verglichen werden',
  figures: {
    caption: 'Stand {at} und jetzt',
    past: 'Damals',
    now: 'Jetzt',
    change: 'Änderung',
    total: '{subject, select, account {Konten} other {Personen}}',
    known: 'Bekannte Nutzer',
    guests: 'Gäste',
    share: 'Von allen',
    onlyNow: 'seither neu',
    onlyEarlier: 'nicht mehr dabei',
    lowToHigh: '{low} bis {high}',
  },
  known: {
    past: 'Damals: nach dem, was bis zu diesem Zeitpunkt getan war; Ereignisse sind seit {since} bekannt.',
    noEvents: 'Von dieser Site ist kein Ereignis bekannt.',
    asNow: 'Wie es heute ist, auch für damals: {what}.',
    identities:
      '{subject, select, account {wer dieselbe Person ist} other {wer bekannter Nutzer ist, wer Gast und wer dieselbe Person}}',
    traits: 'Merkmale der Personen',
    groups:
      '{subject, select, account {welche Konten es gibt, ihre Merkmale und wer zu ihnen gehört} other {Gruppen, ihre Merkmale und wer zu ihnen gehört}}',
    names: 'namentlich aufgenommene und ausgeschlossene {subject, select, account {Konten} other {Personen}}',
    runs: 'Segmente mit Zeitplan zählen so, als wären sie zu beiden Zeitpunkten gelaufen.',
    visit: 'Der Rest hängt vom Besuch ab und damit auch die Änderung.',
    behind: 'Die neuesten Ereignisse sind noch unterwegs.',
    nobody: 'Bis {at} war, soweit bekannt, noch niemand da.',
  },
  spoken: '{subject, select, account {Konten} other {Personen}}, Stand {at}: {past}; jetzt: {now}; Änderung: {change}',
  spokenBetween: '{subject, select, account {Konten} other {Personen}}, Stand {at}: {past}; jetzt: {now}',
  overview: {
    title: 'Damals und jetzt',
    about: 'Wie viele die heutige Definition jetzt findet und zu einem früheren Zeitpunkt gefunden hätte.',
    kept: '{subject, select, account {{size, plural, one {# Konto gehörte} other {# Konten gehörten}}} other {{size, plural, one {# Person gehörte} other {# Personen gehörten}}}} zu diesem Zeitpunkt wirklich dazu, nach der damaligen Definition und dem, was damals bekannt war.',
    keptLink: 'Mitglieder damals',
    notKept: 'Zu diesem Zeitpunkt wurden keine Mitglieder geführt.',
    who: 'Wer aufgeführt wird',
    onlyNow: 'Seither neu',
    onlyEarlier: 'Nicht mehr dabei',
    nobodyNew: 'Seither ist niemand neu dabei',
    nobodyGone: 'Seither ist niemand herausgefallen',
  },
};
