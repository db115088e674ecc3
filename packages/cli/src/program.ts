import { Command } from 'commander';
import { addCorrectionCommands } from './commands/corrections.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addEvaluateCommand } from './commands/evaluate.js';
import { addEventCommands } from './commands/events.js';
import { addImportCommand } from './commands/import.js';
import { addImportsCommands } from './commands/imports.js';
import { addSegmentCommands } from './commands/segments.js';
import { addStartCommand } from './commands/start.js';
import type { Surroundings } from './commands/surroundings.js';
import { addVerifyCommand } from './commands/verify.js';

/** The whole `kindred` program; it never ends the process by itself. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('kindred')
    // Wrong words are told by the exit code of wrong usage, not by that of a failure.
    .exitOverride()
    .description('Segments of people, kept true to the second')
    .showHelpAfterError('(kindred --help shows what there is)');
  addStartCommand(program, surroundings);
  addImportCommand(program, surroundings);
  addImportsCommands(program, surroundings);
  addSegmentCommands(program, surroundings);
  addEvaluateCommand(program, surroundings);
  addEventCommands(program, surroundings);
  addVerifyCommand(program, surroundings);
  addCorrectionCommands(program, surroundings);
  addDoctorCommand(program, surroundings);
  return program;
}
