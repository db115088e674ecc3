import type { Language } from '../properties/descriptor.js';

/** What a difference says in one language, of conditions as relative clauses. */
export interface ChangePhrases {
  readonly added: (condition: string) => string;
  readonly removed: (condition: string) => string;
  readonly changed: (before: string, after: string) => string;
  /** That a group needs all of its conditions instead of any, or the other way round. */
  readonly regrouped: (needs: 'all' | 'any') => string;
}

/** One of each language of the studio. */
export const changePhrases: Readonly<Record<Language, ChangePhrases>> = {
  en: {
    added: (condition) => `Added: ${condition}`,
    removed: (condition) => `Removed: ${condition}`,
    changed: (before, after) => `Changed: ${before} → ${after}`,
    regrouped: (needs) =>
      needs === 'any'
        ? 'Changed: the group needs any of its conditions instead of all of its conditions'
        : 'Changed: the group needs all of its conditions instead of any of its conditions',
  },
  es: {
    added: (condition) => `Añadido: ${condition}`,
    removed: (condition) => `Eliminado: ${condition}`,
    changed: (before, after) => `Cambiado: ${before} → ${after}`,
    regrouped: (needs) =>
      needs === 'any'
        ? 'Cambiado: al grupo le basta una de sus condiciones, en lugar de necesitarlas todas'
        : 'Cambiado: el grupo necesita todas sus condiciones, en lugar de bastarle una',
  },
  de: {
    added: (condition) => `Hinzugefügt: ${condition}`,
    removed: (condition) => `Entfernt: ${condition}`,
    changed: (before, after) => `Geändert: ${before} → ${after}`,
    regrouped: (needs) =>
      needs === 'any'
        ? 'Geändert: Der Gruppe genügt eine ihrer Bedingungen, statt alle zu brauchen'
        : 'Geändert: Die Gruppe braucht alle ihre Bedingungen, statt mit einer zufrieden zu sein',
  },
};
