/** Criteria that no parser has passed were given to a reader: an empty group, an operand that does not fit. */
export class InvalidCriteriaError extends Error {
  readonly code = 'invalid_criteria';
  override readonly name = 'InvalidCriteriaError';
}

/** Properties or traits beyond the limits of `flatten`. */
export class PropertyLimitError extends Error {
  override readonly name = 'PropertyLimitError';

  constructor(
    readonly code: 'properties_too_deep' | 'too_many_properties' | 'property_path_too_long',
    message: string,
    /** Where in the input the limit was passed, e.g. `address.city`. */
    readonly path: string,
  ) {
    super(message);
  }
}

/** A time zone that is no IANA name known to this runtime. */
export class UnknownTimeZoneError extends Error {
  readonly code = 'unknown_time_zone';
  override readonly name = 'UnknownTimeZoneError';

  constructor(readonly timeZone: string) {
    super(`“${timeZone}” is not an IANA time zone such as Europe/Berlin`);
  }
}
