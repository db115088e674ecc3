import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  title: 'Schema',
  about:
    'Merkmale und Eigenschaften von Ereignissen, wie sie kamen, neben dem, was Sie darüber sagen. Was hier steht, erscheint in Auswahllisten und Sätzen und ändert nie, wer passt.',
  of: 'Merkmale oder Eigenschaften von',
  traits: 'Merkmale',
  events: 'Ereignisse',
  none: 'Noch ist nichts gekommen',
  noneWhy: 'Hier steht, was gesendet wird und was darüber gesagt ist.',
  examined: '{count, number} geprüft.',
  examinedEvents:
    'Von {count, plural, one {# geprüften Ereignis} other {# geprüften Ereignissen}}; von mehr als 100.000 die ersten so vielen.',
  more: 'Gezeigt werden die {count, number} häufigsten.',
  only: 'Nur, wo sie abweichen ({count, number})',
  undeclared: 'nichts gesagt',
  declared: 'beschrieben',
  noSamples: 'Es kamen keine Werte.',
  samples: 'Häufigste Werte',
  table: {
    property: 'Eigenschaft',
    seen: 'Kam als',
    declared: 'Gesagt',
    edit: 'Bearbeiten',
    editOne: 'Bearbeiten, was über {name} gesagt ist',
    share: '{count, number} · {share}',
  },
  types: {
    text: 'Text',
    date: 'Datum',
    number: 'Zahl',
    boolean: 'ja oder nein',
    textList: 'Liste von Texten',
    numberList: 'Liste von Zahlen',
    booleanList: 'Liste von ja oder nein',
    ip: 'IP-Adresse',
    version: 'Version',
  },
  violations: {
    type: '{count, plural, one {# Wert anderen Typs} other {# Werte anderen Typs}}',
    value: '{count, plural, one {# Wert nicht in der Liste} other {# Werte nicht in der Liste}}',
    valueAtLeast: 'mindestens {count, plural, one {# Wert nicht in der Liste} other {# Werte nicht in der Liste}}',
    unseen: 'kam nie',
  },
  form: {
    title: 'Was {name} ist',
    label: 'Name',
    labelAbout: 'In der Sprache des Studios; andere Sprachen bleiben, wie sie sind.',
    about: 'Bedeutung',
    type: 'Typ',
    anyType: 'wie es kam',
    values: 'Diese Werte und keine anderen',
    valuesAbout: 'Was Auswahllisten anbieten. Leer: was gekommen ist.',
    save: 'Speichern',
    remove: 'Zurücknehmen',
  },
};
