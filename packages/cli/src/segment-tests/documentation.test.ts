import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Definitions } from '../evaluate/definitions.js';
import { answer } from '../evaluate/question.js';
import { readExamples } from './examples.js';
import { runExamples } from './run.js';
import { tap } from './tap.js';

const page = readFileSync(new URL('../../../../docs/evaluate.md', import.meta.url), 'utf8');
const blocks = (kind: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');
let folder: string;
const write = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-examples-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docs/evaluate.md', () => {
  it('shows questions with the answers they get', () => {
    const [questions = '', answers = ''] = blocks('jsonl');
    const asking = { definitions: new Definitions(), clock: () => 0, explained: true };
    const found = questions
      .trim()
      .split('\n')
      .map((line) => JSON.parse(JSON.stringify(answer(JSON.parse(line), asking))));
    expect(found).toEqual(
      answers
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
  });

  it('shows examples with what comes of them', async () => {
    const file = write('trial.test.json', blocks('json')[0] ?? '');
    expect(`${tap(runExamples(await readExamples(file), () => 0))}\n`).toBe(blocks('tap')[0]);
  });
});

describe('kindred segments test', () => {
  const known = { type: 'property', property: 'user.x', operator: 'known' };

  it('takes definitions of files, by their key or their name, seen from the file', async () => {
    write('segment.json', { key: 'has-x', criteria: known });
    const examples = [{ person: { userId: 'u', traits: { x: 1 } }, in: 'has-x' }];
    expect(runExamples(await readExamples(write('a.json', { segments: ['segment.json'], examples })), () => 0)).toEqual(
      [{ name: 'example 1 is in has-x', passed: true, why: [] }],
    );
    const other = write('b.json', { segments: { other: './segment.json' }, examples: [{ in: ['other'], person: {} }] });
    const [outcome] = runExamples(await readExamples(other), () => 0);
    expect(outcome).toMatchObject({ passed: false, why: ['is out', 'no: People whose x is known, found null'] });
  });

  it('says of a sequence how far it came', async () => {
    const segments = { returned: { type: 'sequence', steps: [{ event: 'Bought' }, { event: 'Returned' }] } };
    const examples = [{ events: [{ event: 'Bought', time: '2026-05-20T12:00:00Z' }], in: ['returned'] }];
    const file = write('sequence.json', { segments, examples, now: '2026-05-20T13:00:00Z' });
    const [outcome] = runExamples(await readExamples(file), () => 0);
    expect(outcome?.why).toEqual([
      'is out',
      'no: People who did Bought, then Returned, found 1 of 2 steps: Bought on 2026-05-20 12:00:00, then no Returned',
    ]);
  });

  it('tells what depends on the visit', async () => {
    const segments = {
      mobile: { type: 'property', property: 'request.deviceType', operator: 'equals', value: 'mobile' },
    };
    const examples = [
      { name: 'nobody', person: {}, depends: ['mobile'] },
      { name: 'a phone', request: { deviceType: 'mobile' }, in: ['mobile'] },
    ];
    const outcomes = runExamples(await readExamples(write('c.json', { segments, examples })), () => 0);
    expect(outcomes.map(({ passed }) => passed)).toEqual([true, true]);
  });

  it('takes accounts with their people, both by name if need be', async () => {
    const did = { type: 'event', event: 'Paid', count: { atLeast: 1 } };
    const segments = {
      buyers: { subject: 'account', criteria: { type: 'people', of: did, count: { atLeast: 1 } } },
      free: { subject: 'account', criteria: { type: 'not', of: { type: 'segment', segment: 'buyers' } } },
      a: known,
    };
    const ann = { userId: 'ann', events: [{ name: 'Paid', time: '2026-01-01T00:00:00Z' }] };
    const content = {
      now: '2026-02-01T00:00:00Z',
      segments,
      people: { ann },
      accounts: { acme: { id: 'acme', people: ['ann'] } },
      examples: [
        { account: 'acme', in: ['buyers'], out: ['free'] },
        { account: { id: 'other', people: [] }, in: 'buyers' },
        { account: 'acme', in: 'a' },
        { person: 'ann', out: 'buyers' },
        { account: { id: 'x', people: ['eve'] }, out: 'buyers' },
      ],
    };
    const outcomes = runExamples(await readExamples(write('accounts.json', content)), () => 0);
    expect(outcomes.map(({ passed }) => passed)).toEqual([true, true, false, false, false, false]);
    expect(outcomes.map(({ why }) => why[0])).toEqual([
      undefined,
      undefined,
      'is out',
      'examples[2]: The segment is one of people: give the example a person.',
      'examples[3]: The segment is one of accounts: give the example an account.',
      'examples[4].account.people[0]: There is no “eve” in the file.',
    ]);
  });

  it('refuses files that say nothing, by the place', async () => {
    const refused = async (content: unknown) => readExamples(write('d.json', content));
    await expect(refused({ segments: {}, examples: [] })).rejects.toThrow(/examples/);
    await expect(refused({ segments: { a: known }, examples: [{ in: ['b'] }] })).rejects.toThrow(/no segment “b”/);
    await expect(refused({ segments: { a: known }, examples: [{}] })).rejects.toThrow(/examples\[0\]/);
    await expect(refused({ segments: { a: {} }, examples: [] })).rejects.toThrow(/segments\.a/);
    await expect(refused('nonsense')).rejects.toMatchObject({ exitCode: 2 });
    await expect(readExamples(join(folder, 'nothing.json'))).rejects.toMatchObject({ exitCode: 2 });
  });

  it.each([
    ['persn', { persn: { userId: 'u' }, out: ['a'] }, 'examples[0].persn', 'person'],
    ['a trait outside the traits', { person: { trait: { x: 1 } }, out: ['a'] }, 'examples[0].person.trait', 'traits'],
    ['nobody at all', { out: ['a'] }, 'examples[0].person', 'guest'],
    ['the time in capitals', { person: {}, Now: '2026-01-01', out: ['a'] }, 'examples[0].Now', 'now'],
    ['in no segment', { person: {}, in: [] }, 'examples[0]', 'in or out'],
    ['an event of no name', { events: [{ evnt: 'Bought' }], out: ['a'] }, 'examples[0].events[0].evnt', 'event'],
    [
      'a field that no request has',
      { request: { devicetype: 'mobile' }, out: ['a'] },
      'examples[0].request.devicetype',
      'deviceType',
    ],
    ['an account with a visit', { account: { id: 'x' }, request: {}, out: ['a'] }, 'examples[0].request', 'account'],
  ])('refuses an example with %s, by the place and with what would be right', async (_, example, path, right) => {
    const file = write('f.json', { segments: { a: known }, examples: [example] });
    await expect(readExamples(file)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(new RegExp(`, ${path.replace(/[.[\]]/g, '\\$&')}: .*${right}`)),
    });
  });

  it('refuses a file with a member of another name', async () => {
    const examples = [{ person: {}, out: ['a'] }];
    const file = write('g.json', { segments: { a: known }, timezone: 'Europe/Berlin', examples });
    await expect(readExamples(file)).rejects.toThrow(/timezone: .*timeZone/);
    const people = write('h.json', { segments: { a: known }, people: { Ada: { trait: {} } }, examples });
    await expect(readExamples(people)).rejects.toThrow(/people\.Ada\.trait/);
  });

  it('fails an example whose person nobody knows, and goes on', async () => {
    const examples = [
      { person: 'eve', out: ['a'] },
      { person: {}, out: ['a'] },
    ];
    const outcomes = runExamples(await readExamples(write('e.json', { segments: { a: known }, examples })), () => 0);
    expect(outcomes.map(({ passed }) => passed)).toEqual([false, true]);
  });
});
