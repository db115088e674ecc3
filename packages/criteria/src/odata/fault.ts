export type ODataFaultCode = 'syntax' | 'too_long' | 'too_deep' | 'half_character';

/** Why a text is not a filter: the first character that cannot stand where it stands, counted from 0. */
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
