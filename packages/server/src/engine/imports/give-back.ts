import type { GroupKind } from '@kindred/criteria';
import { type Profile, restoreFacts, withdraw } from '@kindred/live';
import type { ImportChangeRow } from '@kindred/store';
import type { Core } from '../core.js';
import { decodeImportChange, encodeImportChange, type ImportedChange } from './imported-change.js';

/** What giving back came to. */
export interface GivenBack {
  /** Whether the import was the first to tell of the person, and no other one did since. */
  readonly created: boolean;
  readonly changed: boolean;
  readonly left: readonly (readonly [GroupKind, string])[];
}

interface Step {
  readonly row: ImportChangeRow;
  change: ImportedChange;
  rewritten: boolean;
}

/**
 * Takes what an import changed out of the history of changes of a profile. What another import set later, too, begins from
 * then on where this one began; what is still as this one left it becomes what it was.
 *
 * @param rows what all imports changed of the profile's identities, of each in the order in which it happened
 */
export function giveBack(core: Core, profile: Profile, rows: readonly ImportChangeRow[], number: number): GivenBack {
  let [created, changed] = [false, false];
  const left: (readonly [GroupKind, string])[] = [];
  for (const identity of new Set(rows.map((row) => row.identity))) {
    const steps = rows
      .filter((row) => row.identity === identity)
      .map((row): Step => ({ row, change: decodeImportChange(row), rewritten: false }));
    // The latest first: what the same import set twice is given back to where it began.
    for (let at = steps.length - 1; at >= 0; at--) {
      const step = steps[at];
      if (step?.row.import !== number) continue;
      const later = steps.slice(at + 1).filter((one) => one.row.import !== number);
      const { back, later: rewritten } = withdraw(
        step.change,
        later.map(({ change }) => change),
      );
      for (const [index, next] of later.entries()) {
        const facts = rewritten[index];
        if (facts !== undefined) rewrite(next, { ...next.change, ...facts });
      }
      const restored = restoreFacts(profile, identity, back);
      const earlier = firstSeenAsBefore(core, profile, step.change, later);
      changed ||= restored.changed || earlier;
      left.push(...restored.left);
      const [heir] = later;
      if (step.change.created && heir !== undefined) rewrite(heir, { ...heir.change, created: true });
      else created ||= step.change.created;
      core.unwritten.deletedImportChanges.push(step.row.id);
    }
    for (const { row, change, rewritten } of steps) {
      if (!rewritten) continue;
      const { created: first } = change;
      core.unwritten.rewrittenImportChanges.push({ ...row, created: first, body: encodeImportChange(change) });
    }
  }
  return { created, changed, left };
}

function rewrite(step: Step, change: ImportedChange): void {
  step.change = change;
  step.rewritten = true;
}

/** Gives back when somebody was first seen, or leaves that to the import that put it earlier still. */
function firstSeenAsBefore(
  core: Core,
  profile: Profile,
  { firstSeen }: ImportedChange,
  later: readonly Step[],
): boolean {
  if (firstSeen === null) return false;
  const [before, after] = firstSeen;
  const next = later.find(({ change }) => change.firstSeen?.[0] === after);
  if (next?.change.firstSeen != null) {
    rewrite(next, { ...next.change, firstSeen: [before, next.change.firstSeen[1]] });
    return false;
  }
  if (profile.firstSeen !== after) return false;
  profile.firstSeen = before;
  core.unwritten.snapshots.add(profile.id);
  return true;
}
