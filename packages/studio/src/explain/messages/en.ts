export const en = {
  all: 'All of these',
  any: 'Any of these',
  not: 'Not',
  found: 'Found:',
  atVisit: 'known only at the visit',
  verdict: { yes: 'met', no: 'not met', open: 'depends on the visit' },
  member: 'is a member',
  noMember: 'is not a member',
  people: '{people, number} of {all, number} people',
  times: '{count, plural, =0 {never} =1 {once} other {# times}}',
  timesLast: '{times}, last on {time}',
  decided: {
    included: 'Added by name, whatever the conditions say.',
    excluded: 'Left out by name, whatever the conditions say.',
    guest: 'A guest, and the segment takes known users only.',
  },
} as const;
