import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  title: 'Esquema',
  about:
    'Datos y propiedades de eventos tal como llegaron, junto a lo que dices de ellos. Lo que se dice aquí aparece en selectores y frases y nunca cambia quién coincide.',
  of: 'Datos o propiedades de',
  traits: 'Datos',
  events: 'Eventos',
  none: 'Aún no ha llegado nada',
  noneWhy: 'Aquí se lista lo que se envía y lo que se dice de ello.',
  examined: '{count, plural, one {# examinado.} other {# examinados.}}',
  examinedEvents:
    'De {count, plural, one {# evento examinado} other {# eventos examinados}}; de más de 100 000, los primeros.',
  more: 'Se muestran los {count, number} más habituales.',
  only: 'Solo donde difieren ({count, number})',
  undeclared: 'nada dicho',
  declared: 'descrito',
  noSamples: 'No llegó ningún valor.',
  samples: 'Valores más frecuentes',
  table: {
    property: 'Propiedad',
    seen: 'Llegó como',
    declared: 'Lo que se dice',
    edit: 'Editar',
    editOne: 'Editar lo que se dice de {name}',
    share: '{count, number} · {share}',
  },
  types: {
    text: 'texto',
    date: 'fecha',
    number: 'número',
    boolean: 'sí o no',
    textList: 'lista de textos',
    numberList: 'lista de números',
    booleanList: 'lista de sí o no',
    ip: 'dirección IP',
    version: 'versión',
  },
  violations: {
    type: '{count, plural, one {# valor de otro tipo} other {# valores de otro tipo}}',
    value: '{count, plural, one {# valor fuera de la lista} other {# valores fuera de la lista}}',
    valueAtLeast: 'al menos {count, plural, one {# valor fuera de la lista} other {# valores fuera de la lista}}',
    unseen: 'nunca llegó',
  },
  form: {
    title: 'Qué es {name}',
    label: 'Nombre',
    labelAbout: 'En el idioma del estudio; los demás idiomas quedan como están.',
    about: 'Significado',
    type: 'Tipo',
    anyType: 'tal como llegó',
    values: 'Estos valores y ningún otro',
    valuesAbout: 'Lo que ofrecen los selectores. Vacío: lo que haya llegado.',
    save: 'Guardar',
    remove: 'Retirarlo',
  },
};
