import type { Profile } from '@kindred/live';
import type { IdentityRow, Import, ImportChangeRow } from '@kindred/store';
import type { SeenBeside } from '@kindred/warehouse';
import { z } from 'zod';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { PastReading } from '../corrections/past-reading.js';
import type { Rebuild } from '../corrections/rebuild.js';
import { takeOut } from '../corrections/take-out.js';
import type { SiteState } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import { giveBack } from './give-back.js';

export const undoneImport = z.object({
  id: z.string(),
  /** Numbers of people gone from the state, or about to go, who may still be in the warehouse. */
  going: z.array(z.number()).readonly(),
});
type UndoneImport = z.output<typeof undoneImport>;

/** Identities looked at together: few enough that live events hardly wait, many enough that statements pay off. */
const pageSize = 1_000;
/** Numbers taken out of the warehouse together: each time costs it some statements, however many they are. */
const erasedTogether = 10_000;
const cause = 'undo';

/** Somebody whom an import told of, with everything that says whether they stay. */
interface Person {
  readonly profile: number;
  readonly identities: readonly IdentityRow[];
}

/**
 * Takes back an import, a page of people after the other: traits, groups and first sight become what they were where they
 * are still what it set, and whoever is known by nothing else is taken out. Its events are erased last, so each page can
 * still tell whose they are. All of a page is one flush, with the notes that it came from: done again after a crash, it
 * finds nothing left to do.
 */
export class ImportUndo {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly past: PastReading,
    private readonly rebuild: Rebuild,
  ) {}

  /**
   * @param remember makes durable who goes, before they are taken out
   * @param goOn is called between pages, and throws where the server stops
   */
  async undo(
    state: SiteState,
    subject: UndoneImport,
    remember: (subject: UndoneImport) => Promise<void>,
    goOn: () => void,
  ): Promise<Import | null> {
    const { imports } = this.core.options.definitions;
    const { store, warehouse } = this.core;
    const site = state.site.id;
    let undone = await imports.get(site, subject.id);
    if (undone === null) return null;
    const { number } = undone;
    await this.past.settle();
    await this.erase(site, subject.going);
    const [noted, brought] = [await store.countImportChanges(number), await warehouse.imported(site, number)];
    const left = Math.max(noted.identities, brought.identities);
    // The events go last; an attempt after that finds none.
    const erasedEvents = Math.max(undone.erasedEvents, brought.events);
    undone = { ...undone, erasedEvents, undoTotal: undone.undoDone + left };
    let after = 0;
    let going: readonly number[] = [];
    for (;;) {
      goOn();
      const page = await this.identitiesAfter(site, number, after);
      const last = page.at(-1);
      if (last === undefined) {
        // Somebody became part of another while their page was looked at.
        if (after === 0 || (await store.importedIdentities(number, 0, 1)).length === 0) break;
        after = 0;
        continue;
      }
      const { removed, restored, gone } = await this.page(state, number, page, (more) =>
        remember({ ...subject, going: [...going, ...more] }),
      );
      after = last;
      going = [...going, ...gone];
      if (going.length >= erasedTogether) {
        await this.past.settle();
        await this.erase(site, going);
        going = [];
      }
      undone = {
        ...undone,
        undoDone: undone.undoDone + page.length,
        undoTotal: Math.max(undone.undoTotal ?? 0, undone.undoDone + page.length),
        removedPeople: undone.removedPeople + removed,
        restoredPeople: undone.restoredPeople + restored,
      };
      await imports.save(undone);
    }
    await this.past.settle();
    await this.erase(site, going);
    await warehouse.erasure.imported(site, number);
    return undone;
  }

  /** A page of identities of which the import changed something or that its events carry, in ascending order. */
  private async identitiesAfter(site: number, number: number, after: number): Promise<readonly number[]> {
    const noted = await this.core.store.importedIdentities(number, after, pageSize);
    const seen = await this.core.warehouse.importedIdentities(site, number, after, pageSize);
    return [...new Set([...noted, ...seen])].sort((a, b) => a - b).slice(0, pageSize);
  }

  private async page(
    state: SiteState,
    number: number,
    identities: readonly number[],
    remember: (going: readonly number[]) => Promise<void>,
  ): Promise<{ readonly removed: number; readonly restored: number; readonly gone: readonly number[] }> {
    const { core } = this;
    const site = state.site.id;
    const people = await this.applier.exclusively(async () => {
      await this.past.write();
      const rows = await core.store.identitiesById(identities);
      await this.forgetNobody(number, identities, rows);
      const found: Person[] = [];
      for (const profile of new Set(rows.map((row) => row.profile))) {
        found.push({ profile, identities: await core.identities.of(profile) });
        core.followed.begin(profile);
      }
      return found;
    });
    try {
      await this.past.settle();
      const numbers = people.flatMap((person) => person.identities.map(({ id }) => id));
      const seen = new Map(
        (await core.warehouse.seenBeside(site, numbers, number)).map((one) => [one.identity, one] as const),
      );
      return await this.applier.exclusively(async () => {
        await this.applier.sweep();
        // Who else came with an id is read from the store.
        await this.past.write();
        return this.takeBack(state, number, people, seen, remember);
      });
    } finally {
      for (const { profile } of people) core.followed.end(profile);
    }
  }

  /** Drops what was noted of identities that are no more. */
  private async forgetNobody(number: number, asked: readonly number[], rows: readonly IdentityRow[]): Promise<void> {
    const there = new Set(rows.map(({ id }) => id));
    const nobody = asked.filter((id) => !there.has(id));
    for (const change of await this.core.store.importChangesOf(nobody)) {
      if (change.import === number) this.core.unwritten.deletedImportChanges.push(change.id);
    }
  }

  private async takeBack(
    state: SiteState,
    number: number,
    people: readonly Person[],
    seen: ReadonlyMap<number, SeenBeside>,
    remember: (going: readonly number[]) => Promise<void>,
  ): Promise<{ readonly removed: number; readonly restored: number; readonly gone: readonly number[] }> {
    const { core } = this;
    const profiles = new Map(
      (await this.applier.people.profiles(people.map(({ profile }) => profile))).map((one) => [one.id, one] as const),
    );
    const leaving: { readonly profile: Profile; readonly rows: readonly IdentityRow[] }[] = [];
    let restored = 0;
    for (const person of people) {
      const profile = profiles.get(person.profile);
      if (profile === undefined) continue;
      this.transitions.settle(state, profile, core.now);
      const rows = await core.store.importChangesOf(person.identities.map(({ id }) => id));
      const back = giveBack(core, profile, rows, number);
      for (const [kind, id] of back.left) this.transitions.belongs(state, profile, kind, id, false);
      const seenHere = person.identities.flatMap(({ id }) => seen.get(id) ?? []);
      if (back.created && this.isOnlyImported(profile, rows, number, seenHere)) {
        leaving.push({ profile, rows: await core.identities.of(profile.id) });
        continue;
      }
      const saw = seenAsBefore(profile, seenHere, back.created);
      if (!back.changed && !saw) continue;
      restored++;
      this.rebuild.askAgain(state, profile, cause);
    }
    const going = leaving.flatMap(({ profile, rows }) => [...new Set([profile.id, ...rows.map(({ id }) => id)])]);
    if (going.length > 0) await remember(going);
    const readAnew: IdentityRow[] = [];
    for (const { profile, rows } of leaving) {
      const taken = await takeOut(core, this.transitions, state, profile, rows, new Set(going), cause);
      readAnew.push(...taken.changed);
    }
    await this.applier.accounts.settle(core.now, cause);
    await this.past.write();
    core.identities.forget(readAnew);
    return { removed: leaving.length, restored, gone: going };
  }

  /** Whether nothing but the import ever told of somebody: no event, trait, group or other import. */
  private isOnlyImported(
    profile: Profile,
    rows: readonly ImportChangeRow[],
    number: number,
    seen: readonly SeenBeside[],
  ): boolean {
    return (
      seen.every(({ others }) => others === null) &&
      !this.core.followed.happened(profile.id) &&
      rows.every((row) => row.import === number) &&
      Object.keys(profile.traits).length === 0 &&
      Object.values(profile.groups).every((ids) => ids.length === 0)
    );
  }

  /** Has the warehouse forget those who are gone from the state; others of the numbers, whom a crash kept, stay. */
  private async erase(site: number, going: readonly number[]): Promise<void> {
    if (going.length === 0) return;
    const there = new Set((await this.core.store.identitiesById(going)).map(({ id }) => id));
    const gone = going.filter((id) => !there.has(id));
    if (gone.length > 0) await this.core.warehouse.erasure.people(site, gone);
  }
}

/**
 * Takes back when somebody was last seen, where that was by the import, and of one that it told of first when they were
 * first seen.
 */
function seenAsBefore(profile: Profile, seen: readonly SeenBeside[], created: boolean): boolean {
  const { firstSeen, lastSeen } = profile;
  const others = seen.flatMap((one) => one.others ?? []);
  if (created && others.length > 0) {
    profile.firstSeen = Math.max(firstSeen, Math.min(...others.map(({ first }) => first)));
  }
  if (seen.some(({ importedLast }) => importedLast === lastSeen)) {
    profile.lastSeen = Math.max(profile.firstSeen, ...others.map(({ last }) => last));
  }
  return profile.firstSeen !== firstSeen || profile.lastSeen !== lastSeen;
}
