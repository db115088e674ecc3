export const en = {
  title: 'Audit log',
  about:
    'Who changed, joined, parted, exported and erased what is kept of people. It is kept for two years, tells no values, and of those who were erased not whom it was about.',
  none: 'Nothing was done by hand',
  noneWhy: 'Whoever edits a trait, joins or parts ids, exports or erases somebody is noted here.',
  list: 'What was done by hand',
  by: 'by {name}',
  person: 'the person',
  actions: {
    traitsChanged: 'Traits changed: {traits}',
    someTraitsChanged: 'Traits changed',
    idJoined: 'An id joined',
    idParted: 'An id parted',
    exported: 'Everything exported',
    erased: 'Erased',
    erasedAndRefused: 'Erased, and later visits refused',
    eventErased: 'An event erased',
    idAdmitted: 'A refused id let in again',
  },
  refused: {
    title: 'Refused ids',
    about:
      '{ids, plural, =0 {No id is refused.} one {One id of somebody erased is refused.} other {# ids of people erased are refused.}} {dropped, plural, =0 {} one {One event was not taken in because of it.} other {# events were not taken in because of it.}}',
    admit: 'Let an id in again…',
    kind: 'Kind of id',
    user: 'User id',
    anonymous: 'Anonymous id',
    id: 'The id',
    submit: 'Let it in',
    cancel: 'Cancel',
    done: 'The id is let in again.',
  },
} as const;
