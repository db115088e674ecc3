import type { PropertyBag, Subject } from '@kindred/criteria';
import { randomFrom } from './random.js';

const countries = ['DE', 'AT', 'CH', 'FR', 'NL', 'BE', 'LU', 'DK'] as const;

/**
 * People for the segment of `evaluate-1`; of each half only the last condition is left to decide. `ragged` people have
 * values missing, of other types, in other spellings and several at once, as a site's data has them.
 */
export function predicatePeople(count: number, ragged: boolean): Subject[] {
  const random = randomFrom(ragged ? 2 : 1);
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
  return Array.from({ length: count }, (_, index) => {
    const end = pick(['@example.org', '@other.net', '.team@acme.com', '@nowhere.com', '@mail.de']);
    const traits: Record<string, PropertyBag[string]> = {
      firstName: `First${index}`,
      lastName: `Last${index}`,
      country: pick(countries),
      city: `City${index % 50}`,
      age: 30 + Math.floor(random() * 40),
      plan: pick(['pro', 'business']),
      visits: 6 + Math.floor(random() * 50),
      newsletter: random() < 0.5,
      email: `person${index}${end}`,
    };
    const stop = pick(['country', 'age', 'plan', 'visits']);
    if (index % 2 === 0) {
      if (stop === 'country') traits.country = 'US';
      else if (stop === 'age') traits.age = 29;
      else if (stop === 'plan') traits.plan = 'free';
      else traits.visits = 5;
    }
    if (ragged) {
      if (random() < 0.2) traits.country = String(traits.country).toLowerCase();
      if (random() < 0.1) traits.email = String(traits.email).toUpperCase();
      if (random() < 0.03) traits.email = `jürgen${index}${end}`;
      if (random() < 0.05) traits.email = [`other${index}@mail.de`, `person${index}${end}`];
      if (random() < 0.05) delete traits.plan;
      if (random() < 0.1) delete traits.city;
      if (index % 2 === 0 && random() < 0.2) delete traits.visits;
      if (index % 2 === 0 && random() < 0.1) traits.age = String(traits.age);
    }
    // As a profile has them: read from stored JSON.
    const stored: Record<string, PropertyBag[string]> = JSON.parse(JSON.stringify(traits));
    return { userId: `user-${index}`, traits: stored, groups: {} };
  });
}
