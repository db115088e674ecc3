import { type Language, languages } from '@kindred/criteria/properties';
import { type Command, Option } from 'commander';

/** The flag of commands that print sentences about criteria. */
export function withLanguage(command: Command): Command {
  return command.addOption(
    new Option('--language <language>', 'language of the sentences')
      .choices(languages)
      .default('en' satisfies Language),
  );
}
