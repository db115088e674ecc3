import type { DescriptorRow } from './descriptor.js';

/** Where visitors come from, by the rules of Google Analytics' default channel group. */
export const channels = [
  'Direct',
  'Cross-network',
  'Paid Shopping',
  'Paid Search',
  'Paid Social',
  'Paid Video',
  'Display',
  'Paid Other',
  'Organic Shopping',
  'Organic Social',
  'Organic Video',
  'Organic Search',
  'Referral',
  'Email',
  'Affiliates',
  'Audio',
  'SMS',
  'Mobile Push Notifications',
  'Unassigned',
] as const;
export type Channel = (typeof channels)[number];

/** In the order of the days that JavaScript counts, from 0. */
export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** How the visit came about, who and where the visitor is, and when. */
export const visitRows: readonly DescriptorRow[] = [
  {
    path: 'channel',
    type: 'text',
    values: channels,
    en: ['channel', 'What brought the visitor here, by the default channel rules'],
    es: ['canal', 'Qué ha traído al visitante, según las reglas de canales predeterminadas'],
    de: ['Kanal', 'Was den Besucher hergebracht hat, nach den Standardregeln für Kanäle'],
  },
  {
    path: 'utm.source',
    type: 'text',
    en: ['UTM source', 'Campaign source, for example newsletter'],
    es: ['fuente UTM', 'La fuente de la campaña, por ejemplo newsletter', { feminine: true }],
    de: ['UTM-Quelle', 'Quelle der Kampagne, zum Beispiel newsletter'],
  },
  {
    path: 'utm.medium',
    type: 'text',
    en: ['UTM medium', 'Campaign medium, for example email'],
    es: ['medio UTM', 'El medio de la campaña, por ejemplo email'],
    de: ['UTM-Medium', 'Medium der Kampagne, zum Beispiel email'],
  },
  {
    path: 'utm.campaign',
    type: 'text',
    en: ['UTM campaign', 'Campaign name'],
    es: ['campaña UTM', 'El nombre de la campaña', { feminine: true }],
    de: ['UTM-Kampagne', 'Name der Kampagne'],
  },
  {
    path: 'utm.term',
    type: 'text',
    en: ['UTM term', 'Campaign term'],
    es: ['término UTM', 'El término de la campaña'],
    de: ['UTM-Begriff', 'Suchbegriff der Kampagne'],
  },
  {
    path: 'utm.content',
    type: 'text',
    en: ['UTM content', 'Campaign content'],
    es: ['contenido UTM', 'El contenido de la campaña'],
    de: ['UTM-Inhalt', 'Inhalt der Kampagne'],
  },
  {
    path: 'cookies.',
    type: 'text',
    en: ['cookie', 'Value of the cookie of this name'],
    es: ['cookie', 'El valor de la cookie de este nombre', { feminine: true }],
    de: ['Cookie', 'Wert des Cookies dieses Namens'],
  },
  {
    path: 'parameters.',
    type: 'text',
    en: ['URL parameter', 'Value of the URL parameter of this name'],
    es: ['parámetro de URL', 'El valor del parámetro de URL de este nombre'],
    de: ['URL-Parameter', 'Wert des URL-Parameters dieses Namens'],
  },
  {
    path: 'signedIn',
    type: 'boolean',
    en: ['signed in', 'Whether the request carries a user id'],
    es: ['sesión iniciada', 'Si la petición lleva un id de usuario', { feminine: true }],
    de: ['angemeldet', 'Ob die Anfrage eine Nutzer-ID trägt', { noun: 'Anmeldung' }],
  },
  {
    path: 'sessionCount',
    type: 'number',
    en: ['session count', 'Sessions of this browser so far, the present one included'],
    es: ['número de sesiones', 'Las sesiones de este navegador hasta ahora, incluida la actual'],
    de: ['Anzahl der Sitzungen', 'Sitzungen dieses Browsers bisher, die jetzige mitgezählt'],
  },
  {
    path: 'sessionPages',
    type: 'number',
    en: ['pages this session', 'Pages seen in the present session so far'],
    es: [
      'páginas de esta sesión',
      'Las páginas vistas en la sesión actual hasta ahora',
      { noun: 'número de páginas de esta sesión' },
    ],
    de: [
      'Seiten dieser Sitzung',
      'In der jetzigen Sitzung bisher gesehene Seiten',
      { noun: 'Zahl der Seiten dieser Sitzung' },
    ],
  },
  {
    path: 'localDate',
    type: 'date',
    en: ['local date', 'Date where the visitor is, for example 2026-10-25'],
    es: ['fecha local', 'La fecha donde está el visitante, por ejemplo 2026-10-25', { feminine: true }],
    de: ['lokales Datum', 'Datum am Ort des Besuchers, zum Beispiel 2026-10-25'],
  },
  {
    path: 'localHour',
    type: 'number',
    en: ['local hour', 'Hour where the visitor is, 0 to 23'],
    es: ['hora local', 'La hora donde está el visitante, de 0 a 23', { feminine: true }],
    de: ['lokale Stunde', 'Stunde am Ort des Besuchers, 0 bis 23'],
  },
  {
    path: 'localWeekday',
    type: 'text',
    values: [...weekdays.slice(1), 'Sunday'],
    en: ['local weekday', 'Day of the week where the visitor is'],
    es: ['día de la semana local', 'El día de la semana donde está el visitante, en inglés'],
    de: ['lokaler Wochentag', 'Wochentag am Ort des Besuchers, auf Englisch'],
  },
  {
    path: 'country',
    type: 'text',
    en: ['country', 'Two-letter country code, for example DE', { noun: 'country of this visit' }],
    es: ['país', 'El código de país de dos letras, por ejemplo ES', { noun: 'país de esta visita' }],
    de: ['Land', 'Ländercode aus zwei Buchstaben, zum Beispiel DE', { noun: 'Land des Besuchs' }],
  },
  {
    path: 'region',
    type: 'text',
    en: [
      'region',
      'State or region where the visitor is, as the caller or a trusted proxy names it',
      { noun: 'region of this visit' },
    ],
    es: [
      'región',
      'La región donde está el visitante, como la nombra quien pregunta o un proxy de confianza',
      { noun: 'región de esta visita', feminine: true },
    ],
    de: [
      'Region',
      'Land oder Region des Besuchers, wie der Aufrufer oder ein vertrauter Proxy sie nennt',
      { noun: 'Region des Besuchs' },
    ],
  },
  {
    path: 'city',
    type: 'text',
    en: [
      'city',
      'City where the visitor is, as the caller or a trusted proxy names it',
      { noun: 'city of this visit' },
    ],
    es: [
      'ciudad',
      'La ciudad donde está el visitante, como la nombra quien pregunta o un proxy de confianza',
      { noun: 'ciudad de esta visita', feminine: true },
    ],
    de: [
      'Stadt',
      'Stadt des Besuchers, wie der Aufrufer oder ein vertrauter Proxy sie nennt',
      { noun: 'Stadt des Besuchs' },
    ],
  },
  {
    path: 'ip',
    type: 'ip',
    en: ['IP address', 'Address that the visitor comes from; compared during the visit and never stored'],
    es: [
      'dirección IP',
      'La dirección desde la que llega el visitante; se compara durante la visita y nunca se guarda',
      { feminine: true },
    ],
    de: ['IP-Adresse', 'Adresse, von der der Besucher kommt; beim Besuch verglichen und nie gespeichert'],
  },
];
