import { openSqliteStore } from '../sqlite/open.js';
import { flushTo, identityRow, profileRow } from './rows.js';

/**
 * Flushes position after position until it is killed; each flush rewrites every profile and adds a row everywhere else.
 * Prints each position that was acknowledged. Argument: directory.
 */
const [, , path = ''] = process.argv;
const { state } = await openSqliteStore({ path, clock: Date.now });

for (let { position } = await state.checkpoint(); ; ) {
  position += 1;
  await state.flush(
    flushTo(position, {
      profiles: Array.from({ length: 300 }, (_, n) => profileRow(n + 1, { body: `${position} ${'x'.repeat(500)}` })),
      identities: [identityRow(position, `user ${position}`)],
      memberships: [{ set: 1, profile: position, since: position }],
      changes: [
        {
          id: `c${position}`,
          site: 1,
          segment: 's',
          profile: position,
          account: null,
          kind: 'entered',
          at: position,
          cause: 'time',
        },
      ],
      outbox: [{ table: 'events', body: Buffer.from(`${position}`), rows: 1 }],
    }),
  );
  process.stdout.write(`${position}\n`);
}
