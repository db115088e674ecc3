import type { AllNode, AnyNode, AtLeastNode, Criteria, NotNode } from '../criteria.js';
import type { AskedOf, GivenTo, Some, Together } from './asked.js';

/** Every part holds. */
export function all<const Of extends Some>(...of: Of & Together<Of>): AllNode & AskedOf<GivenTo<Of[number]>> {
  return { type: 'all', of };
}

/** One part at least holds. */
export function any<const Of extends Some>(...of: Of & Together<Of>): AnyNode & AskedOf<GivenTo<Of[number]>> {
  return { type: 'any', of };
}

/** None of the parts holds. */
export function none<const Of extends Some>(...of: Of & Together<Of>): NotNode & AskedOf<GivenTo<Of[number]>> {
  return { type: 'not', of: { type: 'any', of } };
}

/** So many parts at least hold. */
export function atLeastOf<const Of extends Some>(
  count: number,
  ...of: Of & Together<Of>
): AtLeastNode & AskedOf<GivenTo<Of[number]>> {
  return { type: 'atLeast', count, of };
}

/** The part does not hold; true of those who have no value. */
export function not<Of extends Criteria>(of: Of): NotNode & AskedOf<GivenTo<Of>> {
  return { type: 'not', of };
}

/** One condition as it is, several as all of them. */
export function together([first, ...others]: Some): Criteria {
  return others.length === 0 ? first : { type: 'all', of: [first, ...others] };
}
