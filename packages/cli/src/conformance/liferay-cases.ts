/**
 * Facts read off Liferay's tests of its context matcher, its user and organization retrievers and its segments editor,
 * restated: a filter, whom it is asked of, and what comes of it. Their results depend on values made at run time, for
 * which fixed ones stand here. The numbers are those of this list, a letter for each group of tests.
 */
export interface LiferayCase {
  readonly name: string;
  readonly filter: string;
  readonly subject?: 'organization';
  readonly asked: Readonly<Record<string, unknown>>;
  /** Null where the filter is none. */
  readonly expected: boolean | null;
}

type Asked = LiferayCase['asked'];

function context(name: string, request: Asked, expected: Readonly<Record<string, boolean>>): LiferayCase[] {
  return Object.entries(expected).map(([filter, holds]) => ({
    name: `${name} ${filter}`,
    filter,
    asked: { request },
    expected: holds,
  }));
}

/** One filter over several people, some of whom it finds. */
function found(
  name: string,
  filter: string,
  people: Readonly<Record<string, Asked>>,
  those: readonly string[],
  subject?: 'organization',
): LiferayCase[] {
  return Object.entries(people).map(([who, asked]) => ({
    name: `${name} ${filter} of ${who}`,
    filter,
    asked,
    expected: those.includes(who),
    ...(subject === undefined ? {} : { subject }),
  }));
}

function person(userId: string, traits: Asked, groups: Asked = {}): Asked {
  return { profile: { userId, traits: { firstName: 'N', ...traits }, groups } };
}

function organization(id: string, traits: Asked): Asked {
  return { profile: { userId: 'u', groups: { organization: [{ id, traits }] } } };
}

const day = '2019-01-01';
const width = { screenWidth: 1000 };
const page = { url: 'http://www.liferay.com' };
const chrome = { language: 'en', browser: 'chrome' };

const contexts = [
  ...context('A1', { signedIn: true }, { '(signedIn eq true)': true }),
  ...context('A2', { localDate: day }, { '(localDate eq 2019-01-01)': true, '(localDate eq 2019-01-02)': false }),
  ...context('A3', { localDate: day }, { '(localDate gt 2018-01-01)': true }),
  ...context('A4', { localDate: day }, { '(localDate ge 2019-01-01)': true, '(localDate ge 2018-12-31)': true }),
  ...context('A5', { localDate: '2018-01-01' }, { '(localDate lt 2019-01-01)': true }),
  ...context('A6', { localDate: day }, { '(localDate le 2019-01-01)': true, '(localDate le 2019-01-02)': true }),
  ...context('A7', width, {
    '(deviceScreenResolutionWidth eq 1000)': true,
    '(deviceScreenResolutionWidth eq 1001)': false,
    '(deviceScreenResolutionWidth gt 900)': true,
    '(deviceScreenResolutionWidth ge 900)': true,
    '(deviceScreenResolutionWidth ge 1000)': true,
    '(deviceScreenResolutionWidth lt 1100)': true,
    '(deviceScreenResolutionWidth le 1100)': true,
    '(deviceScreenResolutionWidth le 1000)': true,
  }),
  ...context('A8', page, { "contains(url, 'liferay')": true, "contains(url, 'google')": false }),
  ...context('A9', page, { "not (contains(url, 'liferay'))": false, "not (contains(url, 'google'))": true }),
  ...context('A10', { language: 'en' }, { "(languageId eq 'en')": true, "(languageId eq 'fr')": false }),
  ...context('A11', { language: 'en' }, { "not (languageId eq 'en')": false, "not (languageId eq 'fr')": true }),
  ...context('A12', chrome, {
    "(languageId eq 'en') and (browser eq 'chrome')": true,
    "(languageId eq 'en') and (browser eq 'firefox')": false,
  }),
  ...context('A13', chrome, {
    "(languageId eq 'en') or (browser eq 'firefox')": true,
    "(languageId eq 'fr') or (browser eq 'chrome')": true,
    "(languageId eq 'fr') and (browser eq 'firefox')": false,
  }),
];

const member = { member: { segments: { X: true, Y: true, Z: false } } };
const references = [
  ...found('B', "(segmentsEntryIds eq 'X')", member, ['member']),
  ...found('B', "(segmentsEntryIds eq 'Z')", member, []),
  ...found('B', "(segmentsEntryIds in ('X'))", member, ['member']),
  ...found('B', "(segmentsEntryIds in ('Z'))", member, []),
  ...found('B', "not (segmentsEntryIds eq 'X')", member, []),
  ...found('B', "not (segmentsEntryIds eq 'Z')", member, ['member']),
];

const both = ['u1', 'u2'];
const later = { u1: person('u1', { birthDate: '1990-05-01' }), u2: person('u2', { birthDate: '1990-05-03' }) };
const earlier = { u1: person('u1', { birthDate: '1990-05-01' }), u2: person('u2', { birthDate: '1990-04-29' }) };
const [m1, m2] = ['2024-03-05T10:00:00Z', '2024-03-05T10:00:01Z'];
const modified = { u1: person('u1', { dateModified: m1 }), u2: person('u2', { dateModified: m2 }) };
const child = { u1: person('u1', {}, { organization: [{ id: 'C', ancestorIds: ['P'] }] }), u2: person('u2', {}) };
const tagged = { u1: person('u1', { tags: ['t'] }), u2: person('u2', {}) };
const inTeam = { u1: person('u1', {}, { team: ['T'] }), u2: person('u2', {}) };
const bothInTeam = { u1: person('u1', {}, { team: ['T'] }), u2: person('u2', {}, { team: ['T'] }) };
const sites = { u1: person('u1', { siteIds: ['g1', 'g2'] }), u2: person('u2', { siteIds: ['g1'] }) };
const jobs = { u1: person('u1', { jobTitle: 'prefix-7f3a' }), u2: person('u2', { jobTitle: 'other' }) };
const names = {
  u1: person('u1', { firstName: 'u1F', lastName: 'u1L' }),
  u2: person('u2', { firstName: 'u2F', lastName: 'u2L' }),
};
const grouped = {
  u1: person('u1', {}, { role: ['id'], userGroup: ['id'], organization: ['id'] }),
  u2: person('u2', {}),
};

const people = [
  ...found('C1', '(birthDate eq 1990-05-01)', later, ['u1']),
  ...found('C1', '(birthDate gt 1990-05-01)', later, ['u2']),
  ...found('C1', '(birthDate ge 1990-05-01)', later, both),
  ...found('C2', '(birthDate lt 1990-05-01)', earlier, ['u2']),
  ...found('C2', '(birthDate le 1990-05-01)', earlier, both),
  ...found('C3', `(dateModified eq ${m1})`, modified, ['u1']),
  ...found('C3', `(dateModified gt ${m1})`, modified, ['u2']),
  ...found('C3', `(dateModified ge ${m2})`, modified, ['u2']),
  ...found('C3', `(dateModified lt ${m2})`, modified, ['u1']),
  ...found('C3', `(dateModified le ${m1})`, modified, ['u1']),
  ...found('C4', "(firstName eq 'N') and (ancestorOrganizationIds eq 'P')", child, ['u1']),
  ...found('C5', "(firstName eq 'N') and (assetTagIds eq 't')", tagged, ['u1']),
  ...found('C6', "(firstName eq 'N') and (not (teamIds eq 'T'))", inTeam, ['u2']),
  ...found('C7', "(firstName eq 'N') and (teamIds eq 'T')", bothInTeam, both),
  ...found('C7', "(firstName eq 'N') and (teamIds eq 'T')", inTeam, ['u1']).map((each) => ({
    ...each,
    name: `${each.name}, unassigned`,
  })),
  ...found('C8', "(groupId eq 'g2')", sites, ['u1']),
  ...found('C8', "(groupIds eq 'g2') and (groupIds eq 'g1')", sites, ['u1']),
  ...found('C8', "((groupIds eq 'g2') or (groupIds eq 'g1'))", sites, both),
  ...found('C8', "(scopeGroupId eq 'g2')", sites, ['u1']),
  ...found('C9', "contains(jobTitle, 'prefix')", jobs, ['u1']),
  ...found('C10', "(firstName eq 'u1F') or (lastName eq 'u2L')", names, both),
  ...found('C11', "(firstName eq 'u1F') or (lastName eq 'nonexistentLastName')", names, ['u1']),
  ...found('C12', "(roleIds eq 'id')", grouped, ['u1']),
  ...found('C12', "(userGroupIds eq 'id')", grouped, ['u1']),
  ...found('C12', "(organizationIds eq 'id')", grouped, ['u1']),
];

const tree = {
  P: organization('P', { name: 'name', nameTreePath: 'name', treePath: '/P/', type: 's', dateModified: m1 }),
  child: organization('child', {
    name: 'subname',
    nameTreePath: 'name > subname',
    treePath: '/P/child/',
    parentId: 'P',
    type: 't',
    dateModified: m2,
  }),
};
const organizations = [
  ...found('E', "(nameTreePath eq 'name > subname')", tree, ['child'], 'organization'),
  ...found('E', "(parentOrganizationId eq 'P')", tree, ['child'], 'organization'),
  ...found('E', "(name eq 'subname')", tree, ['child'], 'organization'),
  ...found('E', "(organizationId eq 'P')", tree, ['P'], 'organization'),
  ...found('E', "(treePath eq '/P/')", tree, ['P'], 'organization'),
  ...found('E', "(parentOrganizationId eq 'P') and (type eq 't')", tree, ['child'], 'organization'),
  ...found('E', `(dateModified eq ${m1})`, tree, ['P'], 'organization'),
  ...found('E', `(dateModified gt ${m1})`, tree, ['child'], 'organization'),
  ...found('E', `(dateModified ge ${m2})`, tree, ['child'], 'organization'),
  ...found('E', `(dateModified lt ${m2})`, tree, ['P'], 'organization'),
  ...found('E', `(dateModified le ${m1})`, tree, ['P'], 'organization'),
];

const test = person('test', { firstName: 'test' });
const editor: LiferayCase[] = [
  { name: "I (((firstName eq 'test')))", filter: "(((firstName eq 'test')))", asked: test, expected: true },
  { name: 'I ()', filter: '()', asked: test, expected: null },
  { name: 'I nothing', filter: '', asked: test, expected: null },
  { name: 'I two comparisons', filter: "(firstName eq 'test' eq 'test')", asked: test, expected: null },
  { name: 'I another operator', filter: "(firstName = 'test')", asked: test, expected: null },
  {
    name: 'I characters of addresses',
    filter: "(firstName eq 'test+/?%#&')",
    asked: person('u', { firstName: 'test+/?%#&' }),
    expected: true,
  },
  {
    name: 'I nested groups',
    filter: "((firstName eq 'test' or firstName eq 'test') and firstName eq 'test')",
    asked: test,
    expected: true,
  },
  { name: 'I negation', filter: "((not (contains(firstName, 'test'))))", asked: test, expected: false },
];

export const liferayCases: readonly LiferayCase[] = [
  ...contexts,
  ...references,
  ...people,
  ...organizations,
  ...editor,
];
