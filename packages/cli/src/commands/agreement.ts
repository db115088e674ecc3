import { CommandError } from '../command-error.js';
import type { Surroundings } from './surroundings.js';

/**
 * Asks whoever sits at the terminal, unless they have agreed by `--yes`.
 *
 * @throws CommandError where nobody agrees
 */
export async function requireAgreement(
  surroundings: Surroundings,
  { yes }: { readonly yes?: true },
  question: string,
): Promise<void> {
  if (yes === true) return;
  const agreed = await surroundings.confirm(question);
  if (agreed === null) throw new CommandError('usage', `${question} Nobody can be asked here; agree with --yes.`);
  if (!agreed) throw new CommandError('failed', 'Nothing was changed.');
}
