import type { FindingPhrases } from './finding-phrases.js';

const forEver = (what: string) => `${what} for each person, for ever: a window would bound it`;

export const englishFindings: FindingPhrases = {
  matchesNobody: 'Nobody can ever match: the conditions contradict one another',
  matchesEveryone: 'Everyone matches, whoever they are',
  notLookedAt: 'The criteria are so large that not all of their conditions were compared',
  trueOfEveryone: (condition) => `${condition} is true of everyone`,
  trueOfNobody: (condition) => `${condition} is true of nobody`,
  windowOfNothing: (condition, always) =>
    `${condition} is true of ${always ? 'everyone' : 'nobody'}: its window ends before it begins, so nothing lies in it`,
  noSuchEvent: (event) => `No “${event}” can ever satisfy its conditions`,
  noSuchEventSo: (event, always) =>
    `No “${event}” can ever satisfy its conditions, so this is true of ${always ? 'everyone' : 'nobody'}`,
  peopleOfNobody: (condition, always) =>
    `${condition} is true of ${always ? 'every account' : 'no account'}: the condition holds of nobody`,
  saidTwice: (condition) => `${condition} is said twice`,
  contradiction: (one, other) => `${one} and ${other} can never both be true`,
  contradictionUnlessSeveral: (one, other) =>
    `${one} and ${other} can both be true only of somebody with several values`,
  together: (one, other) => `Of ${one} and ${other} one is true of everyone, so the group lets everyone in`,
  togetherUnlessSeveral: (one, other) =>
    `Of ${one} and ${other} one is true of everyone who has not several values, so the group lets nearly everyone in`,
  implied: (condition, reason) => `${condition} can never matter: ${reason} must be true too, and then this is`,
  absorbed: (condition, reason) =>
    `${condition} can never matter: whenever it is true, ${reason} is true as well and is enough`,
  negativeInAny: (condition) =>
    `${condition} is by itself enough to be let in, and is true of nearly everyone, also of those of whom nothing is known`,
  unreachable: (condition, reason) => `${condition} can never matter here, because ${reason} must be true`,
  requestTime:
    'This is known only during a visit: the segment is decided for each request, and has no size, members, webhooks or exports',
  distinctKept: forEver('What is distinct is kept'),
  valuesKept: forEver('Every value that counts is kept'),
  stepsKept: forEver('Every event of a step is kept'),
  timesKept: (count) => `The times of the last ${count.toLocaleString('en')} events are kept for each person`,
  keptOverAYear: 'Events are kept for more than a year for each person, so that they can leave the window',
  unknownEvent: (event) => `No event called “${event}” was ever seen; its name may be misspelt`,
  unknownProperty: (property) => `Nobody has “${property}”; its name may be misspelt`,
  vanishedProperty: (property) => `Nobody has “${property}” any more`,
  types: {
    text: 'text',
    textList: 'a list of texts',
    number: 'a number',
    boolean: 'yes or no',
    date: 'a date',
    ip: 'an IP address',
    version: 'a version',
  },
  typeMismatch: (property, type, operator, value) =>
    `“${property}” is ${type}, and “${operator}” of ${value} is true of no such value`,
  placeHasNoValue: (property) =>
    `“${property}” is a place and has no value itself: only “near” can hold of it; ask whether “${property}.latitude” is known`,
  outsideVocabulary: (value, property) => `${value} is not on the list of values of “${property}”`,
};
