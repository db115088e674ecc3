import { all, any, type CriteriaCase, guest, is, memberOf, not, person, row } from './case.js';

const acme = { id: 'acme', traits: { industry: 'Banking', seats: 50, tags: ['vip', 'eu'] } };
const globex = { id: 'globex', traits: { industry: 'Retail' } };
const office = { id: 'office', traits: { floor: 3 }, ancestorIds: ['branch', 'head'] };
const yes = is('user.yes', 'equals', true);
const no = is('user.no', 'equals', true);
const subject = person({ yes: true, no: false });

/** Groups of conditions, profiles, groups of people, segments and the present request. */
export const visitorCases: readonly CriteriaCase[] = [
  row('all of true conditions', all(yes, yes), true, { subject }),
  row('all with one false condition', all(yes, no), false, { subject }),
  row('all with one false condition first', all(no, yes, yes), false, { subject }),
  row('all of one condition', all(yes), true, { subject }),
  row('any with one true condition', any(no, no, yes), true, { subject }),
  row('any of false conditions', any(no, no), false, { subject }),
  row('any of one condition', any(no), false, { subject }),
  row('not of a false group', not(all(yes, no)), true, { subject }),
  row('not of a true group', not(any(yes, no)), false, { subject }),
  row('twice not', not(not(yes)), true, { subject }),
  row('three times not', not(not(not(yes))), false, { subject }),
  row('nested groups', all(any(no, all(yes, not(no))), not(any(no, no))), true, { subject }),
  row('not of missing values in a group', not(any(is('user.a', 'known'), is('user.b', 'known'))), true),

  row('a known user is known', is('profile.known', 'equals', true), true),
  row('a guest is not known', is('profile.known', 'equals', true), false, { subject: guest() }),
  row('a guest is a guest', is('profile.known', 'equals', false), true, { subject: guest() }),
  row('a known user is no guest', is('profile.known', 'equals', false), false),
  row('a user id equals', is('profile.userId', 'equals', 'U-1'), true),
  row('a user id in exact case', { ...is('profile.userId', 'equals', 'U-1'), exactCase: true }, false),
  row('a user id is one of a list', is('profile.userId', 'oneOf', ['u-0', 'u-1']), true),
  row('a guest has no user id', is('profile.userId', 'known'), false, { subject: guest() }),
  row('a guest is not one user id', not(is('profile.userId', 'equals', 'u-1')), true, { subject: guest() }),
  row('a guest may have traits', is('user.plan', 'equals', 'free'), true, { subject: guest({ plan: 'free' }) }),

  row('the id of an account', is('account.id', 'equals', 'ACME'), true, {
    subject: person({}, memberOf('account', acme)),
  }),
  row('one of several accounts is enough', is('account.industry', 'equals', 'retail'), true, {
    subject: person({}, memberOf('account', acme, globex)),
  }),
  row('none of several accounts', is('account.industry', 'equals', 'mining'), false, {
    subject: person({}, memberOf('account', acme, globex)),
  }),
  row('without accounts nothing holds of one', is('account.industry', 'known'), false),
  row('without accounts not equal is true', not(is('account.industry', 'equals', 'retail')), true),
  row('not equal means that no account equals', not(is('account.industry', 'equals', 'retail')), false, {
    subject: person({}, memberOf('account', acme, globex)),
  }),
  row(
    'conditions may hold of different accounts',
    all(is('account.id', 'equals', 'acme'), is('account.industry', 'equals', 'retail')),
    true,
    {
      subject: person({}, memberOf('account', acme, globex)),
    },
  ),
  row('a number of an account', is('account.seats', 'atLeast', 50), true, {
    subject: person({}, memberOf('account', globex, acme)),
  }),
  row('a list of an account', is('account.tags', 'equals', 'EU'), true, {
    subject: person({}, memberOf('account', acme)),
  }),
  row('a trait that only one account lacks is known', is('account.seats', 'known'), true, {
    subject: person({}, memberOf('account', globex, acme)),
  }),
  row('an organization is not an account', is('account.id', 'equals', 'acme'), false, {
    subject: person({}, memberOf('organization', acme)),
  }),
  row('an organization by id', is('organization.id', 'equals', 'office'), true, {
    subject: person({}, memberOf('organization', office)),
  }),
  row('an organization below another', is('organization.ancestorIds', 'equals', 'head'), true, {
    subject: person({}, memberOf('organization', office)),
  }),
  row('an organization is not its own ancestor', is('organization.ancestorIds', 'equals', 'office'), false, {
    subject: person({}, memberOf('organization', office)),
  }),
  row('an organization at the top has no ancestors', is('organization.ancestorIds', 'known'), false, {
    subject: person({}, memberOf('organization', { id: 'head', traits: {}, ancestorIds: [] })),
  }),
  row('an organization without a parent has no ancestors', is('organization.ancestorIds', 'known'), false, {
    subject: person({}, memberOf('organization', 'head')),
  }),
  row('a trait of an organization', is('organization.floor', 'between', [1, 3]), true, {
    subject: person({}, memberOf('organization', office)),
  }),
  row('a user group', is('userGroup.id', 'oneOf', ['testers', 'staff']), true, {
    subject: person({}, memberOf('userGroup', 'staff')),
  }),
  row('a team', is('team.id', 'equals', 'blue'), true, { subject: person({}, memberOf('team', 'red', 'blue')) }),
  row('a role', is('role.id', 'startsWith', 'site-'), true, {
    subject: person({}, memberOf('role', 'Site-Admin')),
  }),
  row('not in a role', not(is('role.id', 'equals', 'admin')), true, { subject: person({}, memberOf('role', 'guest')) }),

  row('a member of a segment', { type: 'segment', segment: 's-1' }, true, { memberOf: ['s-1'] }),
  row('no member of a segment', { type: 'segment', segment: 's-1' }, false, { memberOf: ['s-2'] }),
  row('not a member of a segment', not({ type: 'segment', segment: 's-1' }), true, { memberOf: [] }),
  row('segments have ids in exact case', { type: 'segment', segment: 'S-1' }, false, { memberOf: ['s-1'] }),

  row('the browser of the request', is('request.browser', 'equals', 'chrome'), true, {
    request: { browser: 'Chrome' },
  }),
  ...(
    [
      ['atLeast', '120.0.0', true],
      ['lessThan', '99.0.0', false],
      ['equals', '120.0.2210', true],
      ['equals', '120.0.2211', false],
      ['oneOf', ['119.0.0', '120.0.2210'], true],
      ['between', ['100.0.0', '120.0.2210'], true],
    ] as const
  ).map(([operator, value, expected]) =>
    row(
      `the version of the browser: ${operator} ${value}`,
      { ...is('request.browserVersion', operator, value), as: 'version' },
      expected,
      { request: { browserVersion: '120.0.2210' } },
    ),
  ),
  row('the version of the browser begins with', is('request.browserVersion', 'startsWith', '120.'), true, {
    request: { browserVersion: '120.0.2210' },
  }),
  row('a version that is none', { ...is('request.osVersion', 'atMost', '99.0.0'), as: 'version' }, false, {
    request: { osVersion: 'Vista' },
  }),
  row('another browser', is('request.browser', 'equals', 'chrome'), false, { request: { browser: 'Firefox' } }),
  row('what the request does not say is missing', is('request.country', 'equals', 'DE'), false, { request: {} }),
  row('not equal of what the request does not say', not(is('request.country', 'equals', 'DE')), true, {
    request: {},
  }),
  row('a campaign of the request', is('request.utm.source', 'oneOf', ['news', 'mail']), true, {
    request: { 'utm.source': 'News' },
  }),
  row('a cookie of the request', is('request.cookies.seen', 'equals', '1'), true, {
    request: { 'cookies.seen': '1' },
  }),
  row('a parameter of the request', is('request.parameters.ref', 'known'), true, {
    request: { 'parameters.ref': '' },
  }),
  row('the sessions of a browser', is('request.sessionCount', 'greaterThan', 1), true, {
    request: { sessionCount: 2 },
  }),
  row('the first session of a browser', is('request.sessionCount', 'greaterThan', 1), false, {
    request: { sessionCount: 1 },
  }),
  row('the pages of a session that nobody counts', is('request.sessionPages', 'atLeast', 1), false, { request: {} }),
  row('the width of a screen', is('request.screenWidth', 'atLeast', 1024), true, { request: { screenWidth: 1024 } }),
  row('the width of a narrow screen', is('request.screenWidth', 'atLeast', 1024), false, {
    request: { screenWidth: 390 },
  }),
  row('the width of a screen that nobody tells', not(is('request.screenWidth', 'atLeast', 1024)), true, {
    request: {},
  }),
  row('the maker of a device', is('request.deviceBrand', 'equals', 'apple'), true, {
    request: { deviceBrand: 'Apple' },
  }),
  row('the local hour of the request', is('request.localHour', 'between', [9, 17]), true, {
    request: { localHour: 17 },
  }),
  row('the local date of the request', is('request.localDate', 'after', '2026-05-19'), true, {
    request: { localDate: '2026-05-20' },
  }),
  row('the weekday of the request', is('request.localWeekday', 'oneOf', ['Saturday', 'Sunday']), true, {
    request: { localWeekday: 'Sunday' },
  }),
  row('another weekday', is('request.localWeekday', 'equals', 'Monday'), false, {
    request: { localWeekday: 'Sunday' },
  }),
  row('the region of the request', is('request.region', 'equals', 'bayern'), true, { request: { region: 'Bayern' } }),
  row('the city of the request', is('request.city', 'startsWith', 'münch'), true, { request: { city: 'München' } }),
  row('not a city that the request does not say', not(is('request.city', 'equals', 'Köln')), true, { request: {} }),
  row('the address of the request in a network', is('request.ip', 'inNetwork', '10.0.0.0/8'), true, {
    request: { ip: '10.1.2.3' },
  }),
  row('the address of the request in one of several', is('request.ip', 'inNetwork', ['::1', '2001:db8::/32']), true, {
    request: { ip: '2001:DB8:0:0::7' },
  }),
  row('an address in another network', is('request.ip', 'inNetwork', '10.0.0.0/8'), false, {
    request: { ip: '192.168.1.1' },
  }),
  row('no address is in no network', not(is('request.ip', 'inNetwork', '0.0.0.0/0')), true, { request: {} }),
  row('what is no address', is('request.ip', 'inNetwork', '::/0'), false, { request: { ip: 'localhost' } }),
  row('the address of the request is known', is('request.ip', 'known'), true, { request: { ip: '10.1.2.3' } }),
  row('the channel of the request', is('request.channel', 'equals', 'paid search'), true, {
    request: { channel: 'Paid Search' },
  }),
  row('the channel is one of those paid for', is('request.channel', 'startsWith', 'Paid '), false, {
    request: { channel: 'Organic Search' },
  }),
  row('a visit without a channel', is('request.channel', 'known'), false, { request: {} }),
  row('somebody signed in', is('request.signedIn', 'equals', true), true, { request: { signedIn: true } }),
];
