import type { Command } from 'commander';
import { type CorrectionAnswer, type ProfileAnswer, read } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Connection, call } from '../connection.js';
import { requireAgreement } from './agreement.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** `kindred erase` and `kindred part`: what should not be is taken out, and memberships are as if it had never been. */
export function addCorrectionCommands(program: Command, surroundings: Surroundings): void {
  const erase = program.command('erase').description('take an event or a person out, and repair memberships');
  const event = erase
    .command('event')
    .description('erase the event of a message id')
    .argument('<messageId>')
    .option('--yes', 'do not ask');
  withConnection(event).action(async (messageId: string, options) => {
    await requireAgreement(surroundings, options, `The event ${messageId} cannot be had back. Erase it?`);
    const path = `/v1/events/${encodeURIComponent(messageId)}`;
    const done = await read<CorrectionAnswer>(await call(await surroundings.server(options), 'DELETE', path));
    surroundings.print(ended(done, `${done.events ?? 0} events erased`));
  });

  const person = erase
    .command('person')
    .description('erase a person: profile, ids, traits, events and history of memberships')
    .option('--user-id <id>', 'of a known user')
    .option('--anonymous-id <id>', 'of a guest')
    .option('--keep-taking-in', 'do not refuse what comes under their ids from now on')
    .option('--yes', 'do not ask');
  withConnection(person).action(async (options) => {
    const connection = await surroundings.server(options);
    const { id } = await lookUp(connection, options);
    const who = options.userId ?? options.anonymousId;
    await requireAgreement(
      surroundings,
      options,
      `The person “${who}” (profile ${id}), with all their ids and events, cannot be had back. Erase them?`,
    );
    const done = await read<CorrectionAnswer>(
      await call(connection, 'DELETE', `/v1/profiles/${id}`, {
        query: { suppress: options.keepTakingIn === true ? 'false' : 'true' },
      }),
    );
    surroundings.print(ended(done, `the person is erased, with ${done.identities ?? 0} ids`));
  });

  const part = program
    .command('part')
    .description('take an anonymous id out of the user that it was wrongly joined to')
    .requiredOption('--user-id <id>', 'the user')
    .requiredOption('--anonymous-id <id>', 'the anonymous id');
  withConnection(part).action(async (options) => {
    const connection = await surroundings.server(options);
    const { id } = await lookUp(connection, { userId: options.userId });
    const done = await read<CorrectionAnswer>(
      await call(connection, 'POST', `/v1/profiles/${id}/part`, { json: { anonymousId: options.anonymousId } }),
    );
    surroundings.print(
      ended(done, `parted: the user is profile ${done.user}, the anonymous id profile ${done.parted}`),
    );
  });
}

async function lookUp(
  connection: Connection,
  { userId, anonymousId }: { readonly userId?: string; readonly anonymousId?: string },
): Promise<ProfileAnswer> {
  if ((userId === undefined) === (anonymousId === undefined)) {
    throw new CommandError('usage', 'Say who it is: either --user-id or --anonymous-id.');
  }
  const query = userId === undefined ? { anonymousId } : { userId };
  return read<ProfileAnswer>(await call(connection, 'GET', '/v1/profiles/lookup', { query }));
}

function ended({ state, id }: CorrectionAnswer, words: string): string {
  return state === 'done' ? `${words} (${id})` : `${id} takes longer; it is carried out whatever happens meanwhile`;
}
