import type { FindingPhrases } from './finding-phrases.js';

/** A condition inside a message; values in it stand in „“. */
const q = (condition: string) => `»${condition}«`;
const forEver = (what: string) => `${what}, für jede Person und für immer: ein Zeitfenster würde das begrenzen`;

export const germanFindings: FindingPhrases = {
  matchesNobody: 'Auf niemanden kann das je zutreffen: Die Bedingungen widersprechen einander',
  matchesEveryone: 'Das trifft auf alle zu, wer sie auch sind',
  notLookedAt: 'Die Definition ist so groß, dass nicht alle ihre Bedingungen verglichen wurden',
  trueOfEveryone: (condition) => `${q(condition)} trifft auf alle zu`,
  trueOfNobody: (condition) => `${q(condition)} trifft auf niemanden zu`,
  windowOfNothing: (condition, always) =>
    `${q(condition)} trifft auf ${always ? 'alle' : 'niemanden'} zu: Das Zeitfenster endet, bevor es beginnt, also liegt nichts darin`,
  noSuchEvent: (event) => `Kein „${event}“ kann je seine Bedingungen erfüllen`,
  noSuchEventSo: (event, always) =>
    `Kein „${event}“ kann je seine Bedingungen erfüllen, also trifft das auf ${always ? 'alle' : 'niemanden'} zu`,
  peopleOfNobody: (condition, always) =>
    `${q(condition)} trifft auf ${always ? 'jedes Konto' : 'kein Konto'} zu: Die Bedingung gilt für niemanden`,
  saidTwice: (condition) => `${q(condition)} steht zweimal da`,
  contradiction: (one, other) => `${q(one)} und ${q(other)} können nie beide zutreffen`,
  contradictionUnlessSeveral: (one, other) =>
    `${q(one)} und ${q(other)} können nur bei mehreren Werten beide zutreffen`,
  together: (one, other) => `Von ${q(one)} und ${q(other)} trifft auf alle eines zu, also lässt die Gruppe alle herein`,
  togetherUnlessSeveral: (one, other) =>
    `Von ${q(one)} und ${q(other)} trifft auf alle, die nicht mehrere Werte haben, eines zu, also lässt die Gruppe fast alle herein`,
  implied: (condition, reason) =>
    `${q(condition)} kann nie den Ausschlag geben: ${q(reason)} muss auch zutreffen, und dann trifft das zu`,
  absorbed: (condition, reason) =>
    `${q(condition)} kann nie den Ausschlag geben: Immer wenn es zutrifft, trifft auch ${q(reason)} zu, und das genügt`,
  negativeInAny: (condition) =>
    `${q(condition)} genügt allein, um hereinzukommen, und trifft auf fast alle zu, auch auf die, von denen nichts bekannt ist`,
  unreachable: (condition, reason) =>
    `${q(condition)} kann hier nie den Ausschlag geben, weil ${q(reason)} zutreffen muss`,
  requestTime:
    'Das ist nur während eines Besuchs bekannt: Das Segment wird je Anfrage entschieden und hat weder Größe noch Mitglieder, Webhooks oder Exporte',
  distinctKept: forEver('Jeder verschiedene Wert wird aufbewahrt'),
  valuesKept: forEver('Jeder Wert, der zählt, wird aufbewahrt'),
  stepsKept: forEver('Jedes Ereignis eines Schritts wird aufbewahrt'),
  timesKept: (count) =>
    `Die Zeiten der letzten ${count.toLocaleString('de')} Ereignisse werden für jede Person aufbewahrt`,
  keptOverAYear:
    'Ereignisse werden für jede Person länger als ein Jahr aufbewahrt, damit sie das Zeitfenster verlassen können',
  unknownEvent: (event) => `Ein Ereignis namens „${event}“ kam noch nie; vielleicht ist der Name falsch geschrieben`,
  unknownProperty: (property) => `Niemand hat „${property}“; vielleicht ist der Name falsch geschrieben`,
  vanishedProperty: (property) => `Niemand hat „${property}“ noch`,
  types: {
    text: 'ein Text',
    textList: 'eine Liste von Texten',
    number: 'eine Zahl',
    boolean: 'ja oder nein',
    date: 'ein Datum',
    ip: 'eine IP-Adresse',
    version: 'eine Version',
  },
  typeMismatch: (property, type, operator, value) =>
    `„${property}“ ist ${type}, und „${operator}“ mit ${value} trifft auf keinen solchen Wert zu`,
  placeHasNoValue: (property) =>
    `„${property}“ ist ein Ort und hat selbst keinen Wert: nur „near“ kann darauf zutreffen; fragen Sie, ob „${property}.latitude“ bekannt ist`,
  outsideVocabulary: (value, property) => `${value} steht nicht auf der Liste der Werte von „${property}“`,
};
