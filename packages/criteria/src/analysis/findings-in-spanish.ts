import type { FindingPhrases } from './finding-phrases.js';

/** A condition inside a message; values in it stand in «». */
const q = (condition: string) => `“${condition}”`;
const forEver = (what: string) => `${what} de cada persona, para siempre: una ventana de tiempo lo acotaría`;

export const spanishFindings: FindingPhrases = {
  matchesNobody: 'Nadie puede cumplirlo nunca: las condiciones se contradicen',
  matchesEveryone: 'Todo el mundo lo cumple, sea quien sea',
  notLookedAt: 'La definición es tan grande que no se han comparado todas sus condiciones',
  trueOfEveryone: (condition) => `${q(condition)} se cumple en todo el mundo`,
  trueOfNobody: (condition) => `${q(condition)} no se cumple en nadie`,
  windowOfNothing: (condition, always) =>
    `${q(condition)} ${always ? 'se cumple en todo el mundo' : 'no se cumple en nadie'}: la ventana de tiempo termina antes de empezar, así que no contiene nada`,
  noSuchEvent: (event) => `Ningún «${event}» puede cumplir nunca sus condiciones`,
  noSuchEventSo: (event, always) =>
    `Ningún «${event}» puede cumplir nunca sus condiciones, así que esto ${always ? 'se cumple en todo el mundo' : 'no se cumple en nadie'}`,
  peopleOfNobody: (condition, always) =>
    `${q(condition)} ${always ? 'se cumple en todas las cuentas' : 'no se cumple en ninguna cuenta'}: ninguna persona cumple la condición`,
  saidTwice: (condition) => `${q(condition)} está dos veces`,
  contradiction: (one, other) => `${q(one)} y ${q(other)} nunca pueden cumplirse a la vez`,
  contradictionUnlessSeveral: (one, other) =>
    `${q(one)} y ${q(other)} solo pueden cumplirse a la vez en quien tenga varios valores`,
  together: (one, other) =>
    `De ${q(one)} y ${q(other)}, una se cumple siempre, así que el grupo deja entrar a todo el mundo`,
  togetherUnlessSeveral: (one, other) =>
    `De ${q(one)} y ${q(other)}, una se cumple en quien no tenga varios valores, así que el grupo deja entrar a casi todo el mundo`,
  implied: (condition, reason) =>
    `${q(condition)} nunca cambia nada: también tiene que cumplirse ${q(reason)}, y entonces esto se cumple`,
  absorbed: (condition, reason) =>
    `${q(condition)} nunca cambia nada: siempre que se cumple, se cumple también ${q(reason)}, que ya basta`,
  negativeInAny: (condition) =>
    `${q(condition)} basta por sí sola para entrar, y se cumple en casi todo el mundo, incluidas las personas de las que no se sabe nada`,
  unreachable: (condition, reason) => `${q(condition)} nunca cambia nada aquí, porque tiene que cumplirse ${q(reason)}`,
  requestTime:
    'Esto solo se sabe durante una visita: el segmento se decide en cada petición y no tiene tamaño, miembros, webhooks ni exportaciones',
  distinctKept: forEver('Se guarda cada valor distinto'),
  valuesKept: forEver('Se guarda cada valor que cuenta'),
  stepsKept: forEver('Se guarda cada evento de un paso'),
  timesKept: (count) => `De cada persona se guardan las horas de los últimos ${count.toLocaleString('es')} eventos`,
  keptOverAYear: 'Los eventos de cada persona se guardan más de un año, para que puedan salir de la ventana de tiempo',
  unknownEvent: (event) => `Nunca se ha visto un evento llamado «${event}»; quizá el nombre esté mal escrito`,
  unknownProperty: (property) => `Nadie tiene «${property}»; quizá el nombre esté mal escrito`,
  vanishedProperty: (property) => `Ya nadie tiene «${property}»`,
  types: {
    text: 'un texto',
    textList: 'una lista de textos',
    number: 'un número',
    boolean: 'sí o no',
    date: 'una fecha',
    ip: 'una dirección IP',
    version: 'una versión',
  },
  typeMismatch: (property, type, operator, value) =>
    `«${property}» es ${type}, y «${operator}» con ${value} no se cumple con ningún valor así`,
  placeHasNoValue: (property) =>
    `«${property}» es un lugar y no tiene valor propio: solo «near» puede cumplirse; pregunta si «${property}.latitude» es conocido`,
  outsideVocabulary: (value, property) => `${value} no está en la lista de valores de «${property}»`,
};
