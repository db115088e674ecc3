import type { StateStore } from '../contract.js';
import type { StateCalls } from './calls.js';
import { createChangeReads } from './change-reads.js';
import { createIdentityReads } from './identity-reads.js';
import { createImportChangeReads } from './import-changes.js';
import { createMembershipReads } from './membership-reads.js';
import { createOutboxReads } from './outbox-reads.js';
import { blocksOf } from './past-blocks.js';
import { createPastReads } from './past-reads.js';
import { createProfileReads } from './profile-reads.js';
import type { Reader } from './reader.js';
import type { WorkerClient } from './worker-client.js';

/**
 * The state as the calling thread sees it: writes go to the worker; reads run here, each a few microseconds on statements
 * prepared once, and see every write that was answered before them.
 */
export function createStateStore(
  worker: WorkerClient<StateCalls>,
  reader: Reader,
  close: () => Promise<void>,
): StateStore {
  return {
    ...createIdentityReads(reader),
    ...createImportChangeReads(reader),
    ...createProfileReads(reader),
    ...createMembershipReads(reader),
    ...createPastReads(reader),
    ...createChangeReads(reader),
    ...createOutboxReads(reader),
    flush: (flush) => worker.call('flush', flush),
    async addPast(number, rows) {
      return (await worker.call('addPast', { number, blocks: blocksOf(rows) })).sequence;
    },
    addPastMembers: (members) => worker.call('addPastMembers', members),
    async addPastDues(dues) {
      await worker.call('addPastDues', dues);
    },
    async forgetPastDues(hour) {
      await worker.call('forgetPastDues', { hour });
    },
    async forgetPasts(numbers) {
      if (numbers.length === 0) return;
      for (let after: number | null = 0; after !== null; ) {
        after = await worker.call('forgetPasts', { numbers, after });
      }
    },
    async dropSet(set) {
      let more = true;
      while (more) ({ more } = await worker.call('dropSet', { set }));
    },
    async recountSet(set) {
      return (await worker.call('recountSet', { set })).members;
    },
    async forgetChanges(before) {
      let more = true;
      while (more) ({ more } = await worker.call('forgetChanges', { before }));
    },
    beginForward: (first, last) => worker.call('beginForward', { first, last }),
    async endForward(batch) {
      await worker.call('endForward', batch);
    },
    close,
  };
}
