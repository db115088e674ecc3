import type { IdentityRow } from '@kindred/store';
import { z } from 'zod';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { SiteState } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import type { PastReading } from './past-reading.js';
import { digestOf } from './suppressed-ids.js';
import { takeOut } from './take-out.js';

export const erasedPerson = z.object({
  profile: z.number(),
  /** Their identity: of a user that of the user id. It leads to who they are later, whatever joins or parts them. */
  identity: z.number().optional(),
  /** Numbers under which they are known in the warehouse; null until they are gone from the state. */
  identities: z.array(z.number()).readonly().nullable(),
  suppress: z.boolean(),
});
type ErasedPerson = z.output<typeof erasedPerson>;

/**
 * Forgets a person: first in the state, in one step that ends their memberships, and has their ids refused from then
 * on; then in the warehouse, once everything about them is there. May be done again after a crash.
 *
 * @param remember makes durable what the second part needs, before the first takes it away
 */
export async function erasePerson(
  core: Core,
  applier: Applier,
  transitions: Transitions,
  past: PastReading,
  state: SiteState,
  person: ErasedPerson,
  remember: (person: ErasedPerson) => Promise<void>,
): Promise<{ readonly identities: number }> {
  const site = state.site.id;
  const identities = await applier.exclusively(async () => {
    await applier.sweep();
    await past.write();
    // A guest may have become part of a user since: then that is who is erased.
    const present = await core.identities.present([person.identity ?? person.profile]);
    const [profile] = await applier.people.profiles(present);
    if (profile === undefined) return person.identities ?? [person.profile];
    const rows = await core.identities.of(profile.id);
    const numbers = [...new Set([profile.id, ...rows.map(({ id }) => id)])];
    await remember({ ...person, identities: numbers });
    await forgetRecords(core, site, numbers, rows);
    core.unwritten.forgottenPeople.push(...numbers.map((number) => ({ site, profile: number })));
    const taken = await takeOut(core, transitions, state, profile, rows, new Set(numbers), 'erasure');
    if (person.suppress) await suppress(core, site, taken.nobodys);
    await applier.accounts.settle(core.now, 'erasure');
    await past.write();
    core.identities.forget(taken.changed);
    return numbers;
  });
  // What is still to be delivered is delivered, but tells no more than the number. Once nobody finds them any more.
  await core.options.definitions.deliveries.nameNobody(site, { subjects: identities.map(String) });
  await past.settle();
  await core.warehouse.erasure.people(site, identities);
  return { identities: identities.length };
}

async function suppress(core: Core, site: number, rows: readonly IdentityRow[]): Promise<void> {
  const suppressions = rows.map(({ kind, value }) => ({ site, digest: digestOf(site, kind, value), since: core.now }));
  await core.options.definitions.suppressions.add(suppressions);
  for (const suppression of suppressions) core.suppressed.add(suppression);
}

/**
 * What was told to others about them, and what of theirs was refused, is kept for a while only: it goes at once.
 *
 * @param numbers those under which others were told of them, also before joins
 */
async function forgetRecords(
  core: Core,
  site: number,
  numbers: readonly number[],
  rows: readonly IdentityRow[],
): Promise<void> {
  const { audit, deliveries, rejected } = core.options.definitions;
  for (const number of numbers) await audit.forgetProfile(site, number);
  await deliveries.forgetSubjects(site, numbers.map(String));
  await rejected.forgetMentions(site, [...new Set(rows.map(({ value }) => value))]);
}
