/** `too_many_conditions` and `not_accepted` are of filters that are ones, but mean nothing that criteria may be. */
export type ODataFaultCode =
  | 'syntax'
  | 'too_long'
  | 'too_deep'
  | 'half_character'
  | 'too_many_conditions'
  | 'not_accepted';

/** Why a text is not taken: the first character that cannot stand where it stands, counted from 0. */
export interface ODataFault {
  readonly code: ODataFaultCode;
  readonly position: number;
  readonly message: string;
}

/** Leaves the parser, however deep it is; `parseOData` makes an answer of it. */
export class ODataStop extends Error {
  override readonly name = 'ODataStop';

  constructor(readonly fault: ODataFault) {
    super(fault.message);
  }
}
