import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  frame: {
    skip: 'Zum Inhalt springen',
    openMenu: 'Menü öffnen',
    closeMenu: 'Menü schließen',
    home: 'Kindred, zu den Segmenten',
    close: 'Schließen',
    unreachable: 'Kindred ist nicht erreichbar',
  },
  navigation: {
    main: 'Hauptmenü',
    data: 'Daten',
    segments: 'Segmente',
    people: 'Personen',
    groups: 'Konten & Gruppen',
    live: 'Live',
    keys: 'Quellen & Schlüssel',
    import: 'Import',
    rejected: 'Abgelehnte Ereignisse',
    schema: 'Schema',
    webhooks: 'Webhooks',
    jobs: 'Aufgaben',
    sites: 'Websites',
  },
  signIn: {
    page: 'Anmelden – Kindred',
    title: 'Willkommen bei Kindred',
    about: 'Sehen Sie, wer Sie besucht, fassen Sie zusammen, wer sich gleicht, und zeigen Sie allen das Richtige.',
    refused: 'Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen.',
    email: 'E-Mail',
    password: 'Passwort',
    showPassword: 'Passwort zeigen oder verbergen',
    submit: 'Anmelden',
    first: 'Zum ersten Mal hier? Das Terminal, das Kindred gestartet hat, zeigt, wie man sich anmeldet.',
  },
  site: { label: 'Site:', sites: 'Sites', chosen: 'gewählt' },
  user: {
    signedInAs: 'Angemeldet als',
    documentation: 'API-Dokumentation',
    signOut: 'Abmelden',
    language: 'Sprache',
    toLight: 'Zu hellen Farben wechseln',
    toDark: 'Zu dunklen Farben wechseln',
  },
  roles: { viewer: 'Lesen', editor: 'Bearbeiten', admin: 'Verwalten' },
  states: {
    failed: 'Das konnte nicht geladen werden',
    retry: 'Noch einmal versuchen',
    loading: 'Wird geladen',
    more: 'Mehr laden',
  },
  stumbled: {
    title: 'Diese Seite ist gestolpert',
    about:
      'Nichts Gespeichertes ist verloren. Versuchen Sie es noch einmal; bleibt der Fehler, melden Sie die Zeile darunter.',
    reload: 'Studio neu laden',
  },
  missing: {
    page: { title: 'Seite nicht gefunden', about: 'Diese Seite gibt es nicht' },
    segment: { title: 'Segment nicht gefunden', about: 'Dieses Segment gibt es nicht' },
    person: { title: 'Person nicht gefunden', about: 'Diese Person gibt es nicht' },
    group: { title: 'Gruppe nicht gefunden', about: 'Diese Gruppe gibt es nicht' },
    site: { title: 'Site nicht gefunden', about: 'Diese Site gibt es nicht' },
    why: 'Vielleicht wurde sie gelöscht, oder die Adresse enthält einen Tippfehler.',
    toSegments: 'Zu den Segmenten',
  },
  leave: {
    title: 'Ohne Speichern verlassen?',
    about: 'Ihre Änderungen an diesem Segment sind nicht gespeichert und gingen verloren.',
    confirm: 'Verlassen und Änderungen verwerfen',
    stay: 'Weiter bearbeiten',
  },
  palette: {
    label: 'Alles finden',
    open: 'Suchen',
    placeholder: 'Segmente, Personen, Konten, Seiten, Aktionen',
    create: 'Neues Segment',
    go: 'Zu {page}',
    actions: 'Aktionen',
    nothing: 'Nichts mit diesem Namen',
  },
  shortcuts: {
    title: 'Tastenkürzel',
    everywhere: 'Überall',
    editor: 'Im Segment-Editor',
    palette: 'Alles finden',
    list: 'Diese Liste zeigen',
    search: 'Zur Suche der Seite',
    create: 'Neues Segment',
    go: 'Zu {page}',
    save: 'Speichern',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
  },
  tour: {
    label: 'Rundgang durch das Studio',
    menu: 'Rundgang machen',
    offer: 'Neu hier?',
    offerAbout:
      'Fünf Stationen, zwei Minuten: was ein Segment ist, wie man eines anlegt und wie man eigene Ereignisse sendet.',
    start: 'Rundgang machen',
    refuse: 'Nein, danke',
    next: 'Weiter',
    back: 'Zurück',
    finish: 'Fertig',
    end: 'Rundgang beenden',
    step: '{step, number} von {of, number}',
    segments: {
      title: 'Segmente',
      about:
        'Jede Zeile ist eine Gruppe von Menschen, die sich gleichen, mit ihrer Zahl in dieser Sekunde. Die Zahlen bewegen sich von selbst, wenn jemand kommt oder geht.',
    },
    segment: {
      title: 'Alles über eines',
      about:
        'Sein Verlauf, wer sie sind und was sie gemeinsam haben. Vergleichen und Überschneidung sagen, worin sie sich von allen unterscheiden; Verlauf sagt, wer wann dazugehörte und warum.',
    },
    editor: {
      title: 'Eines selbst anlegen',
      about:
        'Links eine Eigenschaft oder ein Ereignis wählen, in der Mitte die Bedingung setzen und rechts lesen, wie viele Personen es sind, bevor etwas gespeichert ist.',
    },
    live: {
      title: 'Während es geschieht',
      about: 'Links die Ereignisse und rechts, wer dadurch in Segmente kommt oder sie verlässt, im selben Augenblick.',
    },
    keys: {
      title: 'Eigene Ereignisse senden',
      about:
        'Die Schnipsel enthalten Ihren Schreibschlüssel schon. Fügen Sie einen in eine Seite oder einen Server ein, und der erste Besucher erscheint unter Live.',
    },
  },
  copy: { copied: 'Kopiert', copy: '{what} kopieren' },
  value: { unknown: 'nicht bekannt', yes: 'ja', no: 'nein', empty: '(leer)' },
  ago: { now: 'gerade eben' },
};
