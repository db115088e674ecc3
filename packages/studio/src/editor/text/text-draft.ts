import { type Criteria, parseCriteria, type SegmentSubject } from '@kindred/criteria';
import { NotationError, readNotation } from '@kindred/criteria/notation';
import { faultText, notationFaultText } from '../../faults/fault-text.js';

/** Something wrong in the text, with its place. */
export interface TextFault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type ReadDraft =
  | { readonly criteria: Criteria; readonly faults: readonly [] }
  | { readonly criteria: null; readonly faults: readonly TextFault[] };

/** Reads the text of a segment, by the same rules as the server. */
export function readDraftText(text: string, subject: SegmentSubject): ReadDraft {
  try {
    const read = readNotation(text);
    const result = parseCriteria(read.criteria, { subject });
    if (result.ok) return { criteria: result.criteria, faults: [] };
    const faults = result.faults.map((fault) => ({ ...read.placeOf(fault.path), message: faultText(fault) }));
    return { criteria: null, faults };
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    return { criteria: null, faults: [{ from: error.from, to: error.to, message: notationFaultText(error) }] };
  }
}
