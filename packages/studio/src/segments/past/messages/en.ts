export const en = {
  growth: {
    title: 'Size, enters and exits',
    range: 'How far back',
    days: '{days, plural, one {# day} other {# days}}',
    size: 'Members',
    day: 'Day',
    entered: 'Entered',
    left: 'Left',
    table: 'Size, enters and exits a day',
    notKept: 'not kept',
    behind: 'The newest moments are still being counted.',
    backfill:
      '{subject, select, account {{count, plural, one {# account was} other {# accounts were}}} other {{count, plural, one {# person was} other {# people were}}}} found by counting the past; they are in the size, not among the enters.',
  },
  members: {
    at: 'Members as of',
    show: 'Show',
    now: 'Back to enters and exits',
    zone: 'In the time zone of the site, {zone}',
    size: '{count, plural, one {# member then} other {# members then}}',
    unknown: 'Its members were not kept at that time',
    future: 'This moment is still to come',
    futureWhy: 'Who is a member then will be recorded when it is there.',
    unknownWhy:
      'Who is in a segment is known from its activation on. <link>Compare then and now</link> to see how many its present definition would have found before.',
    nobody: '{subject, select, account {No account} other {Nobody}} was in it then',
  },
  overlap: {
    about:
      'How many {subject, select, account {accounts} other {people}} are in each combination of these segments. Bars are exact; click one to make it a segment.',
    choose: 'Compare with',
    chooseHint: 'Up to seven other segments',
    mode: 'What a bar counts',
    only: 'In exactly these',
    all: 'In at least these',
    none: 'Choose a segment to compare with',
    noneWhy: 'It shows how many are in both, and how many in one alone.',
    empty: '{subject, select, account {No account} other {Nobody}} is in any of them',
    combination:
      '{names}: {subject, select, account {{count, plural, one {# account} other {# accounts}}} other {{count, plural, one {# person} other {# people}}}}',
    make: '{names}: {subject, select, account {{count, plural, one {# account} other {# accounts}}} other {{count, plural, one {# person} other {# people}}}}. Make it a segment',
    showAll: 'Show all {count, number} combinations',
    size: '{subject, select, account {{count, plural, one {# account} other {# accounts}}} other {{count, plural, one {# person} other {# people}}}}',
    and: ' and ',
  },
  flow: {
    about:
      '{subject, select, account {An account} other {Somebody}} may be in several segments, so the figures of one side may add up to more than all.',
    range: 'In the last',
    left: 'Where those who left are now',
    leftCount: '{count, plural, =0 {No member left} one {# member left} other {# members left}} in this time.',
    entered: 'Where those who entered came from',
    enteredCount:
      '{count, plural, =0 {No member entered} one {# member entered} other {# members entered}} in this time.',
    back: 'back in this segment',
    none: 'in no segment',
    more: 'Show all {count, number}',
  },
} as const;
