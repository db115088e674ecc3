import type { Language } from '../properties/descriptor.js';

/**
 * How a condition takes part in the whole: everybody needs it, or it is one of several that are enough, or one of those
 * that must not hold, or one of those that must not hold all at once.
 */
export type Standing = 'needed' | 'enough' | 'unwanted' | 'unwantedTogether';

/** What a difference says in one language, of conditions as relative clauses. */
export interface ChangePhrases {
  readonly added: Readonly<Record<Standing, string>>;
  readonly removed: Readonly<Record<Standing, string>>;
  readonly changed: Readonly<Record<Standing, string>>;
  /** That a group needs all of its conditions instead of any, or the other way round. */
  readonly regrouped: Readonly<Record<'all' | 'any', string>>;
}

/** One of each language of the studio. */
export const changePhrases: Readonly<Record<Language, ChangePhrases>> = {
  en: {
    added: {
      needed: 'Added',
      enough: 'Added as an alternative',
      unwanted: 'Added to what must not hold',
      unwantedTogether: 'Added to what must not hold all at once',
    },
    removed: {
      needed: 'Removed',
      enough: 'Removed as an alternative',
      unwanted: 'Removed from what must not hold',
      unwantedTogether: 'Removed from what must not hold all at once',
    },
    changed: {
      needed: 'Changed',
      enough: 'Changed',
      unwanted: 'Changed in what must not hold',
      unwantedTogether: 'Changed in what must not hold all at once',
    },
    regrouped: {
      any: 'the group needs any of its conditions instead of all of its conditions',
      all: 'the group needs all of its conditions instead of any of its conditions',
    },
  },
  es: {
    added: {
      needed: 'Añadido',
      enough: 'Añadido como alternativa',
      unwanted: 'Añadido a lo que no debe cumplirse',
      unwantedTogether: 'Añadido a lo que no debe cumplirse todo a la vez',
    },
    removed: {
      needed: 'Eliminado',
      enough: 'Eliminado como alternativa',
      unwanted: 'Eliminado de lo que no debe cumplirse',
      unwantedTogether: 'Eliminado de lo que no debe cumplirse todo a la vez',
    },
    changed: {
      needed: 'Cambiado',
      enough: 'Cambiado',
      unwanted: 'Cambiado en lo que no debe cumplirse',
      unwantedTogether: 'Cambiado en lo que no debe cumplirse todo a la vez',
    },
    regrouped: {
      any: 'al grupo le basta una de sus condiciones, en lugar de necesitarlas todas',
      all: 'el grupo necesita todas sus condiciones, en lugar de bastarle una',
    },
  },
  de: {
    added: {
      needed: 'Hinzugefügt',
      enough: 'Als Alternative hinzugefügt',
      unwanted: 'Hinzugefügt zu dem, was nicht gelten darf',
      unwantedTogether: 'Hinzugefügt zu dem, was nicht zugleich gelten darf',
    },
    removed: {
      needed: 'Entfernt',
      enough: 'Als Alternative entfernt',
      unwanted: 'Entfernt aus dem, was nicht gelten darf',
      unwantedTogether: 'Entfernt aus dem, was nicht zugleich gelten darf',
    },
    changed: {
      needed: 'Geändert',
      enough: 'Geändert',
      unwanted: 'Geändert in dem, was nicht gelten darf',
      unwantedTogether: 'Geändert in dem, was nicht zugleich gelten darf',
    },
    regrouped: {
      any: 'Der Gruppe genügt eine ihrer Bedingungen, statt alle zu brauchen',
      all: 'Die Gruppe braucht alle ihre Bedingungen, statt mit einer zufrieden zu sein',
    },
  },
};
