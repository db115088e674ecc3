export const en = {
  title: 'Accounts & groups',
  about:
    'What people belong to: accounts, organizations with those above and below them, user groups, teams and roles.',
  search: 'Search groups',
  searchBy: 'Search by name or id',
  none: 'Nothing fits',
  noneWhy: 'Search looks into names and ids.',
  empty: 'There are none yet',
  emptyWhy: 'They come with group calls, with the import of people, or through the API.',
  table: {
    name: 'Name',
    id: 'Id',
    below: 'Right below',
    people: 'People',
    under: 'under <link>{parent}</link>',
  },
  kind: {
    account: 'Account',
    organization: 'Organization',
    userGroup: 'User group',
    team: 'Team',
    role: 'Role',
  },
  page: {
    people: '{count, plural, one {# person belongs to it} other {# people belong to it}}',
    tabs: { people: 'People', events: 'Events', segments: 'Segments', changes: 'Enters & exits' },
    noSegments: 'Show all segments to see what keeps this account out of each.',
    noChanges: 'This account has neither entered nor left a segment so far.',
  },
  facts: {
    noTraits: 'Nothing is known yet. A group call with traits fills this in.',
    place: 'Hierarchy',
    id: 'Id',
  },
  people: {
    within: 'With those below it ({count, number})',
    none: 'Nobody belongs to it',
    noneWhy: 'People join with a group call, with the import of people, or through the API.',
  },
  events: { noneWhy: 'Nobody who belongs to it has done anything so far.' },
} as const;
