import type { FaultCode } from '@kindred/criteria';

/** What a code alone says of a fault, for languages other than that of the parser, which knows more. */
const criteria: Readonly<Record<FaultCode, string>> = {
  not_an_object: 'An object is needed here',
  unknown_type: 'There is no condition of this type',
  not_allowed_here: 'This cannot stand here',
  unknown_key: 'This member means nothing here',
  missing: 'Something that is needed is missing',
  not_a_list: 'A list is needed here',
  empty_group: 'The group has no conditions; it would not mean everyone',
  too_deep: 'The conditions are nested too deeply',
  too_many_conditions: 'There are too many conditions and groups',
  unknown_property: 'There is no such property',
  unknown_operator: 'There is no such operator',
  operator_does_not_fit: 'The operator does not fit what is compared',
  value_does_not_fit: 'The value does not fit',
  too_long: 'The text is too long',
  too_many_values: 'There are too many values',
  too_many_patterns: 'The patterns are too much together',
  out_of_range: 'The number is outside what is possible here, or the lower one does not come first',
  not_a_date: 'This is no date',
  exact_case_does_not_fit: 'Exact case is a matter of text alone',
  unknown_segment: 'There is no such segment',
  too_many_faults: 'There are more faults than are listed',
};

export const en = {
  criteria,
  told: '{message}. Expected: {expected}.',
  toldAt: '{message} at {place}. Expected: {expected}.',
  short: '{message}.',
  shortAt: '{message} ({place}).',
  notation: {
    unknownName: 'There is no “{name}”',
    unknownMethod: '“{name}” cannot be asked of this',
    wrongArgument: '“{name}” wants something else',
    unexpected: '“{text}” cannot stand here',
    unfinished: 'This is no condition yet: say what is asked of it',
    openText: 'A text that is not closed',
    badEscape: 'A text with an escape that means nothing',
    tooDeep: 'This is nested too deeply',
    expected: 'Expected {wanted}, but there is “{found}”',
    expectedAtEnd: 'Expected {wanted}, but the text ends',
  },
  wanted: {
    sign: '“{sign}”',
    method: 'the name of a method',
    value: 'a condition or a value',
    member: 'the name of a member',
    end: 'the end of the text',
  },
} as const;
