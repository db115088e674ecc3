import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../canonical.js';
import type { Criteria } from '../criteria.js';
import { generateCriteria } from '../generate/criteria.js';
import { randomFrom } from '../generate/random.js';
import { generateSchema } from '../generate/schema.js';
import { parseCriteria } from '../parse/criteria.js';
import { printOData } from './print.js';
import { criteriaFromOData } from './translate.js';

const read = (text: string) => {
  const result = criteriaFromOData(text);
  if (!result.ok) throw new Error(`${result.fault.position}: ${result.fault.message}`);
  return result;
};
const property = (name: string, operator: string, value?: unknown) => ({
  type: 'property',
  property: name,
  operator,
  ...(value === undefined ? {} : { value }),
});

describe('criteria from OData', () => {
  it.each([
    ["(firstName eq 'Ada')", property('user.firstName', 'equals', 'Ada')],
    ["lastName eq 'o''hara'", property('user.lastName', 'equals', "o'hara")],
    ['(signedIn eq true)', property('request.signedIn', 'equals', true)],
    ["(roleIds in ('1','2'))", property('role.id', 'oneOf', ['1', '2'])],
    ["(ancestorOrganizationIds eq '7')", property('organization.ancestorIds', 'equals', '7')],
    ["(languageId eq 'pt_BR')", property('request.language', 'equals', 'pt-BR')],
    ["startswith(languageId,'pt_')", property('request.language', 'startsWith', 'pt-')],
    ["endswith(languageId,'_BR')", property('request.language', 'endsWith', '-BR')],
    ["contains(languageId,'t_B')", property('request.language', 'contains', 't-B')],
    ["startswith(languageId,'pt')", property('request.language', 'startsWith', 'pt')],
    ["contains(jobTitle,'eng')", property('user.jobTitle', 'contains', 'eng')],
    ["startswith(jobTitle,'eng')", property('user.jobTitle', 'startsWith', 'eng')],
    ["endswith(jobTitle,'eng')", property('user.jobTitle', 'endsWith', 'eng')],
    ['localDate gt 2018-01-01', property('request.localDate', 'after', '2018-01-01')],
    ['localDate eq 2019-01-01', property('request.localDate', 'on', '2019-01-01')],
    ['localDate le 2019-01-01', { operator: 'between', value: ['1900-01-01', '2019-01-01'], as: 'date' }],
    ['birthDate ge 2019-01-01', { operator: 'between', value: ['2019-01-01', '2299-12-31'], as: 'date' }],
    ["customField/_123_level eq 'gold'", property('user.customFields.level', 'equals', 'gold')],
    ["customContext/ipGeocoderCountry eq 'DE'", property('request.country', 'equals', 'DE')],
    ["request/city eq 'Ulm'", property('request.city', 'equals', 'Ulm')],
    ["request/channel in ('Direct','Referral')", property('request.channel', 'oneOf', ['Direct', 'Referral'])],
    ['lastSignInDateTime gt 2026-01-01', property('user.lastSignInDate', 'after', '2026-01-01')],
    ["(segmentsEntryIds eq '42')", { type: 'segment', segment: '42' }],
    ['user/age ge 30', property('user.age', 'atLeast', 30)],
    ['user/tags/$count ge 2', { ...property('user.tags', 'atLeast', 2), of: 'size' }],
    ["user/tags/any(t:t eq 'a')", property('user.tags', 'equals', 'a')],
    ['user/plan eq null', { type: 'not', of: property('user.plan', 'known') }],
    ["cookies/any(c:c eq 'a=b=c')", property('request.cookies.a', 'equals', 'b=c')],
    ["requestParameters/any(c:c eq 'utm_campaign=x')", property('request.parameters.utm_campaign', 'equals', 'x')],
    [
      "(not (firstName eq 'a')) and lastName ne 'b'",
      {
        type: 'all',
        of: [
          { type: 'not', of: property('user.firstName', 'equals', 'a') },
          { type: 'not', of: property('user.lastName', 'equals', 'b') },
        ],
      },
    ],
    [
      "(activities.filterByCount(filter='(activityKey eq ''Document#documentDownloaded#603'')',operator='ge',value=2))",
      {
        type: 'event',
        event: 'documentDownloaded',
        count: { atLeast: 2 },
        where: {
          type: 'all',
          of: [
            property('properties.applicationId', 'equals', 'Document'),
            property('properties.assetId', 'equals', '603'),
          ],
        },
      },
    ],
    [
      "activities.filterByCount(filter='activityKey eq ''Page#pageViewed'' and day gt ''last7Days'' and attribute/6974656d206e616d65 eq ''o''''hara''',operator='le',value=1)",
      {
        type: 'event',
        event: 'Page Viewed',
        count: { atMost: 1 },
        window: { rolling: { amount: 7, unit: 'days' } },
        where: property('properties.item name', 'equals', "o'hara"),
      },
    ],
    [
      "(sessions.filter(filter='(context/deviceType eq ''app'' and between(completeDate,''2022-05-15'',''2022-05-20'') and completeDate gt ''2022-05-15'')'))",
      {
        type: 'event',
        event: 'Page Viewed',
        count: { atLeast: 1 },
        window: { fixed: { from: '2022-05-16', to: '2022-05-20' } },
        where: property('context.deviceType', 'equals', 'app'),
      },
    ],
    [
      "organizations.filter(filter='(nameTreePath eq ''a > b'')')",
      property('organization.nameTreePath', 'equals', 'a > b'),
    ],
    [
      "accounts.filter(filter='(organization/annualRevenue/value gt 500000)')",
      property('account.annualRevenue', 'greaterThan', 500_000),
    ],
    [
      "organizations.filter(filter='(custom/department/value eq ''engineering'')')",
      property('organization.customFields.department', 'equals', 'engineering'),
    ],
    [
      "organizations.filter(filter='(dateModified gt 1580256740750)')",
      property('organization.dateModified', 'after', '2020-01-29T00:12:20.750Z'),
    ],
    ["demographics/birthDate/value eq '1989-11-09'", { ...property('user.birthDate', 'on', '1989-11-09') }],
    ['user/birthDate gt 1580256740750', property('user.birthDate', 'greaterThan', 1_580_256_740_750)],
    [
      "activities.filter(filter='(activityKey eq ''Page#pageViewed#34'')')",
      {
        type: 'event',
        event: 'Page Viewed',
        count: { atLeast: 1 },
        where: property('properties.assetId', 'equals', '34'),
      },
    ],
    [
      "activities.filterByCount(filter='applicationId eq ''Page'' and eventId eq ''pageViewed''',operator='ge',value=1)",
      { type: 'event', event: 'Page Viewed', count: { atLeast: 1 } },
    ],
    [
      "activities.filterByCount(filter='(applicationId eq ''Document'' and eventId eq ''documentDownloaded'' and day eq ''yesterday'')',operator='ge',value=2)",
      {
        type: 'event',
        event: 'documentDownloaded',
        where: property('properties.applicationId', 'equals', 'Document'),
        window: { calendar: 'day', ago: 1 },
      },
    ],
    [
      "activities.filterByCount(filter='(activityKey eq ''a#b'' and between(day,''2020-1-4'',''2020-1-16''))',operator='lt',value=2)",
      { type: 'event', event: 'b', window: { fixed: { from: '2020-01-04', to: '2020-01-16' } } },
    ],
    [
      "sessions.filter(filter='(context/country eq ''Spain'' and completeDate gt ''yesterday'')')",
      {
        type: 'any',
        of: [
          { type: 'event', event: 'Page Viewed', window: { calendar: 'day', ago: 1 } },
          { type: 'event', event: 'Page Viewed', window: { calendar: 'day' } },
        ],
      },
    ],
    [
      "activities.filterByCount(filter='(activityKey eq ''a#b'' and day gt ''yesterday'')',operator='lt',value=1)",
      { type: 'all', of: [{ window: { calendar: 'day', ago: 1 } }, { window: { calendar: 'day' } }] },
    ],
  ])('reads %s', (text, criteria) => {
    const result = read(text);
    expect(result.criteria).toMatchObject(criteria);
    expect(parseCriteria(result.criteria)).toMatchObject({ ok: true });
    expect(result.notes.filter(({ kind }) => kind === 'leftOut')).toEqual([]);
  });

  it.each([
    ["firstName eq 'a' and customContext/b eq 'b'", 21],
    ["contains(concat(firstName,'a'),'b')", 9],
    ["firstName gt 'a'", 13],
    ['user/n eq 12345678901234567890', 10],
    ['firstName in ()', 13],
    ['signedIn eq signedIn', 0],
    ['birthDate eq 1850-01-01', 13],
    ["activities.filterByCount(filter='activityKey eq ''a#b'' and length(x) eq ''''',operator='ge',value=1)", 60],
    ["interests.filter(filter='name eq ''x''')", 0],
    ["sessions.filter(filter='(context/country eq ''ES'' and context/duration gt 60000)')", 0],
    ["firstName eq 'a' and userId eq 5", 21],
    ["firstName eq 'a' and between(user/age,5,1)", 21],
    ["firstName eq 'a' and matchesPattern(jobTitle,'(')", 21],
    ["firstName eq 'a' and request/colour eq 'red'", 21],
    ["matchesPattern(languageId,'^pt_')", 26],
    ["organizations.filter(filter='(user/plan eq ''x'')')", 30],
    ["organizations.filter(filter='(firstName eq ''x'')')", 30],
    ["accounts.filter(filter='(custom/a/value eq ''x'' and demographics/email/value eq ''x'')')", 53],
    ["accounts.filter(filter='organizations.filter(filter=''x'')')", 24],
    ["activities.filterByCount(filter='activityKey eq ''a#b'' and day gt ''yesterday''',operator='ge',value=2)", 0],
    ["events.filterByCount(filter='eventDefinitionId eq ''1''',operator='ge',value=1)", 0],
  ])('leaves out of %s what begins at character %i, and says why', (text, position) => {
    expect(read(text).notes).toContainEqual({ kind: 'leftOut', position, message: expect.any(String) });
  });

  it.each([
    ['more conditions than a segment may have', 5_000, 'too_many_conditions', 20 * 500],
    ['one condition more than its group leaves room for', 500, 'too_many_conditions', 20 * 499],
  ])('refuses %s, and says where', (_what, count, code, position) => {
    const text = Array.from({ length: count }, () => "firstName eq 'a'").join(' or ');
    expect(criteriaFromOData(text)).toEqual({
      ok: false,
      fault: { code, position, message: expect.stringContaining('500') },
    });
  });

  it('refuses more negations around one another than criteria may have', () => {
    const deep = `${'not ('.repeat(40)}firstName eq 'a'${')'.repeat(40)}`;
    expect(criteriaFromOData(deep)).toMatchObject({ ok: false, fault: { code: 'too_deep', position: 32 * 5 } });
  });

  it('says where conditions on several organizations differ', () => {
    const both = criteriaFromOData("(name eq 'a') and (type eq 'b')", { subject: 'organization' });
    expect(both).toMatchObject({ ok: true, notes: [{ kind: 'differs', position: 0 }] });
  });

  const dated: readonly Criteria[] = [
    { type: 'property', property: 'user.birthDate', operator: 'equals', value: '1990-01-01' },
    { type: 'property', property: 'user.birthDate', operator: 'oneOf', value: ['1990-01-01'] },
    { type: 'property', property: 'user.dateModified', operator: 'greaterThan', value: 1_580_256_740_750 },
    { type: 'property', property: 'user.dateModified', operator: 'on', value: '2020-01-29' },
  ];
  it.each(dated)('reads back $property $operator $value as it printed it', (criteria) => {
    const text = printOData(criteria);
    expect(text.ok ? criteriaFromOData(text.text) : text).toMatchObject({ criteria, notes: [] });
  });

  it.each([1e18, -1e21, 2 ** 53, 1e308, 5e-324, -0])('reads back the number %d as it printed it', (value) => {
    const criteria: Criteria = { type: 'property', property: 'user.x', operator: 'greaterThan', value };
    const text = printOData(criteria);
    expect(text.ok ? criteriaFromOData(text.text) : text).toMatchObject({ criteria: { value: value + 0 }, notes: [] });
  });

  it('does not print a filter that is longer than what is read', () => {
    const value = Array.from({ length: 1000 }, (_, index) => `${'n'.repeat(140)}${index}`);
    const text = printOData({ type: 'property', property: 'user.plan', operator: 'oneOf', value });
    expect(text).toMatchObject({ ok: false, faults: [{ path: '', message: expect.stringContaining('131072') }] });
  });

  it('reads back what it printed, of criteria made by chance', () => {
    let printed = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = randomFrom(seed);
        const criteria = generateCriteria(random, generateSchema(random));
        const text = printOData(criteria);
        if (!text.ok) {
          expect(text.faults.length).toBeGreaterThan(0);
          return;
        }
        printed += 1;
        const back = criteriaFromOData(text.text);
        expect(back.ok && back.criteria !== null ? canonical(back.criteria) : back).toBe(canonical(criteria));
      }),
      { numRuns: 2_000 },
    );
    expect(printed).toBeGreaterThan(200);
  });
});
