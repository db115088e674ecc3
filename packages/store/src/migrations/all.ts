import { log0001 } from './log-0001-batches.js';
import { log0002 } from './log-0002-message-digests.js';
import type { Migration } from './migrate.js';
import { state0001 } from './state-0001-state-and-definitions.js';
import { state0002 } from './state-0002-accounts.js';
import { state0003 } from './state-0003-segment-versions.js';
import { state0004 } from './state-0004-segment-notes.js';
import { state0005 } from './state-0005-corrections.js';
import { state0006 } from './state-0006-segment-periods.js';
import { state0007 } from './state-0007-pasts.js';
import { state0008 } from './state-0008-outputs.js';
import { state0009 } from './state-0009-site-roles.js';
import { state0010 } from './state-0010-exports.js';
import { state0011 } from './state-0011-past-blocks.js';
import { state0012 } from './state-0012-batch-segments.js';
import { state0013 } from './state-0013-output-versions.js';
import { state0014 } from './state-0014-global-segments.js';
import { state0015 } from './state-0015-imports.js';
import { state0016 } from './state-0016-segment-roles.js';
import { state0017 } from './state-0017-segment-editors.js';
import { state0018 } from './state-0018-export-error-codes.js';
import { state0019 } from './state-0019-audit.js';
import { state0020 } from './state-0020-restored-segments.js';
import { state0021 } from './state-0021-numbers.js';
import { state0022 } from './state-0022-places.js';

export const LOG_MIGRATIONS: readonly Migration[] = [log0001, log0002];

export const STATE_MIGRATIONS: readonly Migration[] = [
  state0001,
  state0002,
  state0003,
  state0004,
  state0005,
  state0006,
  state0007,
  state0008,
  state0009,
  state0010,
  state0011,
  state0012,
  state0013,
  state0014,
  state0015,
  state0016,
  state0017,
  state0018,
  state0019,
  state0020,
  state0021,
  state0022,
];
