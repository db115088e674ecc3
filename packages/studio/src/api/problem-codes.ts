/** Codes of answers that are not a success, of which every language has a sentence. */
const problemCodes = [
  'behind',
  'blocked_id',
  'body_too_large',
  'cursor_expired',
  'email_taken',
  'file_gone',
  'forbidden',
  'global_segments_in_use',
  'import_running',
  'import_undone',
  'inherited_segment',
  'internal',
  'invalid_criteria',
  'invalid_export',
  'invalid_request',
  'invalid_segment',
  'invalid_segments',
  'invalid_time',
  'key_taken',
  'last_admin',
  'memory_limit',
  'not_an_editor',
  'not_cancellable',
  'not_done',
  'not_found',
  'not_in_force',
  'not_live',
  'not_yet_written',
  'rate_limited',
  'request_time_segment',
  'request_timeout',
  'role_too_low',
  'segment_in_use',
  'site_taken',
  'sole_identity',
  'stopping',
  'subject_changed',
  'superseded',
  'unauthorized',
  'undo_expired',
  'undo_running',
  'unknown_anonymous_id',
  'unknown_event',
  'unknown_group',
  'unknown_import',
  'unknown_profile',
  'unknown_segment',
  'unknown_site',
  'unstorable_text',
  'version_conflict',
  'waiting_for_log',
  'wrong_credentials',
  'wrong_key_type',
  'wrong_password',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

const known: ReadonlySet<string> = new Set(problemCodes);

export function isProblemCode(code: string): code is ProblemCode {
  return known.has(code);
}

/** Codes of events, and of rows of imports, that were not taken, of which every language has a sentence. */
const faultCodes = [
  'blocked_id',
  'event_too_large',
  'invalid_event',
  'invalid_json',
  'invalid_row',
  'invalid_timestamp',
  'line_too_long',
  'missing_event',
  'missing_group_id',
  'missing_id',
  'missing_previous_id',
  'missing_timestamp',
  'missing_value',
  'not_an_object',
  'properties_too_deep',
  'property_path_too_long',
  'too_deep',
  'too_many_properties',
  'unknown_group_kind',
  'unknown_type',
  'unreadable_text',
  'wrong_type',
] as const;

export type FaultCode = (typeof faultCodes)[number];

const knownFaults: ReadonlySet<string> = new Set(faultCodes);

export function isFaultCode(code: string): code is FaultCode {
  return knownFaults.has(code);
}
