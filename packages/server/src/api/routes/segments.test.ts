import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer, until } from '../../testing/test-server.js';

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
const member = (segment: string) => ({ type: 'segment', segment });

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

const make = (name: string, criteria: unknown, more: Record<string, unknown> = {}) =>
  test.post('/v1/segments', { name: { en: name }, criteria, ...more });

describe('a new segment', () => {
  it('gets a key of its name, a sentence and its defaults', async () => {
    const { status, headers, body } = await make('Prospects – Zürich', plan('free'));
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({
      key: 'prospects-zurich',
      active: false,
      state: 'inactive',
      kind: 'live',
      includeGuests: true,
      public: false,
      version: 1,
      sentence: 'People whose plan is “free”',
    });
    expect((await make('Prospects – Zürich', plan('free'))).body.key).toBe('prospects-zurich-2');
  });

  it('keeps the notes of an editor with the definition that they came with', async () => {
    const notes = { draft: { ...plan('free'), muted: true } };
    const { body } = await make('Noted', plan('free'), { notes });
    expect(body.notes).toEqual(notes);
    expect((await test.post(`/v1/segments/${body.id}/activate`, {})).body.notes).toEqual(notes);
    const changed = { name: body.name, criteria: plan('paid') };
    const put = await test.call('PUT', `/v1/segments/${body.id}`, changed, { ...test.auth(), 'if-match': '*' });
    expect(put.body.notes).toBeNull();
  });

  it('leaves guests out where a condition holds of known users only', async () => {
    const known = { type: 'property', property: 'profile.known', operator: 'equals', value: true };
    expect((await make('Known', known)).body.includeGuests).toBe(false);
    expect((await make('Known and guests', known, { includeGuests: true })).body.includeGuests).toBe(true);
  });

  it('is request-time where it reads the request, at any depth', async () => {
    const chrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const first = (await make('Chrome', chrome)).body;
    expect(first.kind).toBe('requestTime');
    const second = (await make('In Chrome', { type: 'all', of: [plan('free'), member(first.id)] })).body;
    expect(second.kind).toBe('requestTime');
    const changed = { name: first.name, criteria: plan('free') };
    await test.call('PUT', `/v1/segments/${first.id}`, changed, { ...test.auth(), 'if-match': '"1"' });
    expect((await test.get(`/v1/segments/${second.id}`)).body).toMatchObject({ kind: 'live', version: 2 });
  });

  it('is refused with every fault, its path and what would be right', async () => {
    const { status, body } = await make('Wrong', {
      type: 'all',
      of: [{ type: 'any', of: [] }, { ...plan('free'), operator: 'is' }, member('nobody')],
    });
    expect(status).toBe(400);
    expect(body.code).toBe('invalid_criteria');
    expect(body.errors.map((fault: { path: string }) => fault.path)).toEqual([
      'criteria.of[0].of',
      'criteria.of[1].operator',
      'criteria.of[2].segment',
    ]);
    for (const fault of body.errors) expect(fault.expected).not.toBe('');
  });

  it('is refused with the faults of its criteria and of everything else at once', async () => {
    const wrong = {
      name: { en: 5 },
      criteria: { type: 'all', of: [] },
      includeGuests: 'yes',
      publik: true,
    };
    const faults = [
      { path: 'criteria.of', code: 'empty_group' },
      { path: 'includeGuests', code: 'invalid_type' },
      { path: 'name.en', code: 'invalid_type' },
      { path: 'publik', code: 'unknown_key' },
    ];
    const { id } = (await make('Soon wrong', plan('a'))).body;
    const answers = [
      await test.post('/v1/segments', wrong),
      await test.call('PUT', `/v1/segments/${id}`, wrong, { ...test.auth(), 'if-match': '"1"' }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      const found = body.errors.map(({ path, code }: { path: string; code: string }) => ({ path, code }));
      expect(
        found.sort((left: { path: string }, right: { path: string }) => (left.path < right.path ? -1 : 1)),
      ).toEqual(faults);
    }
  });

  it('is refused with a member that means nothing, and made without', async () => {
    const { status, body } = await make('Misspelt', plan('a'), { activ: true });
    expect([status, body.errors]).toEqual([
      400,
      [{ path: 'activ', code: 'unknown_key', message: '“activ” means nothing here' }],
    ]);
    expect((await test.get('/v1/segments?search=misspelt')).body.items).toEqual([]);
    expect((await test.post('/v1/segments', [])).status).toBe(400);
  });

  it('is refused with everything that is wrong with it at once', async () => {
    await make('Taken', plan('x'), { key: 'already-taken' });
    const pathsOf = async (body: object) => {
      const answer = await test.post('/v1/segments', body);
      expect(answer.status, answer.text).toBe(400);
      return answer.body.errors.map(({ path }: { path: string }) => path);
    };
    expect(await pathsOf({})).toEqual(['criteria', 'name']);
    const named = { includes: ['99999999'], excludes: ['7', '99999998'] };
    const wrong = { ...named, criteria: { type: 'all', of: [] }, key: 'already-taken' };
    const found = ['criteria.of', 'includes[0]', 'excludes[0]', 'excludes[1]', 'key'];
    expect(await pathsOf({ ...wrong, name: { en: 'Wrong' } })).toEqual(found);
    expect(await pathsOf({ ...wrong, name: {} })).toEqual(['name', ...found]);
    const refused = await test.post('/v1/preview', { criteria: plan('x'), ...named });
    expect([refused.status, refused.body.code]).toEqual([400, 'unknown_profile']);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual(found.slice(1, 4));
  });

  it('is refused without a name, with a taken key, with people who do not exist', async () => {
    expect((await test.post('/v1/segments', { name: {}, criteria: plan('x') })).status).toBe(400);
    await make('First', plan('x'), { key: 'taken' });
    expect((await make('Second', plan('x'), { key: 'taken' })).body).toMatchObject({ status: 409, code: 'key_taken' });
    const { body } = await make('Third', plan('x'), { includes: ['99999999'] });
    expect(body.errors[0]).toMatchObject({ path: 'includes[0]', code: 'unknown_profile' });
  });
});

describe('a change', () => {
  it('needs the version that it changes', async () => {
    const { id, name } = (await make('Versioned', plan('a'))).body;
    const put = (headers: Record<string, string>) =>
      test.call('PUT', `/v1/segments/${id}`, { name, criteria: plan('b') }, { ...test.auth(), ...headers });
    expect((await put({})).body).toMatchObject({ status: 428, code: 'version_required' });
    const changed = await put({ 'if-match': '"1"' });
    expect([changed.status, changed.headers.get('etag'), changed.body.sentence]).toEqual([
      200,
      '"2"',
      'People whose plan is “b”',
    ]);
    const late = await put({ 'if-match': '"1"' });
    expect(late.body).toMatchObject({ status: 412, code: 'version_conflict' });
    expect(late.headers.get('etag')).toBe('"2"');
  });

  it('may be of whichever version there is', async () => {
    const { id, name } = (await make('Any version', plan('a'))).body;
    const put = (segment: string) =>
      test.call('PUT', `/v1/segments/${segment}`, { name, criteria: plan('b') }, { ...test.auth(), 'if-match': '*' });
    expect([(await put(id)).body.version, (await put(id)).body.version]).toEqual([2, 3]);
    expect((await put('nobody')).status).toBe(404);
  });

  it('may send back all that was read; what only the server says is ignored', async () => {
    const read = (await make('Read and written', plan('a'), { public: true, description: { en: 'All' } })).body;
    const put = (body: unknown) =>
      test.call('PUT', `/v1/segments/${read.id}`, body, { ...test.auth(), 'if-match': `"${read.version}"` });
    const refused = await put({ ...read, sise: 5 });
    expect(refused.body.errors).toMatchObject([{ path: 'sise', code: 'unknown_key' }]);
    const { status, body } = await put({
      ...read,
      name: { en: 'Renamed' },
      id: 'other',
      size: 1e9,
      kind: 'requestTime',
    });
    expect(status).toBe(200);
    expect(body).toEqual({ ...read, name: { en: 'Renamed' }, version: 2, updatedAt: body.updatedAt });
    const { paths } = (await test.get('/v1/openapi.json')).body;
    const { properties } = paths['/v1/segments/{id}'].put.requestBody.content['application/json'].schema;
    expect([properties.size.readOnly, properties.createdAt.readOnly, properties.name.readOnly]).toEqual([
      true,
      true,
      undefined,
    ]);
  });

  it('is made by one of two who try at the same time', async () => {
    const { id, name } = (await make('Contested', plan('a'))).body;
    const put = (value: string) =>
      test.call('PUT', `/v1/segments/${id}`, { name, criteria: plan(value) }, { ...test.auth(), 'if-match': '"1"' });
    const answers = await Promise.all([put('b'), put('c'), put('d')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('cannot make a segment depend on itself, and names the way', async () => {
    const first = (await make('First ring', plan('a'))).body;
    const second = (await make('Second ring', member(first.id))).body;
    const closing = { name: first.name, criteria: { type: 'any', of: [plan('a'), member(second.id)] } };
    const { body } = await test.call('PUT', `/v1/segments/${first.id}`, closing, { ...test.auth(), 'if-match': '"1"' });
    expect(body.errors[0]).toMatchObject({ code: 'cycle', path: 'criteria.of[1].segment' });
    expect(body.errors[0].message).toContain('“First ring” → “Second ring” → “First ring”');
  });
});

describe('deleting', () => {
  it('is refused with the list of what depends on it', async () => {
    const base = (await make('Base', plan('a'))).body;
    const top = (await make('Top', { type: 'not', of: member(base.id) })).body;
    const refused = await test.call('DELETE', `/v1/segments/${base.id}`);
    expect(refused.body).toMatchObject({ status: 409, code: 'segment_in_use' });
    expect(refused.body.errors).toEqual([
      expect.objectContaining({
        path: 'criteria.of.segment',
        segment: { id: top.id, key: 'top', name: { en: 'Top' } },
      }),
    ]);
    expect((await test.get(`/v1/segments/${base.id}/dependents`)).body.items).toEqual([
      { id: top.id, key: 'top', name: { en: 'Top' } },
    ]);
    const other = await test.call('DELETE', `/v1/segments/${top.id}`, undefined, {
      ...test.auth(),
      'if-match': '"99"',
    });
    expect([other.status, other.body.code]).toEqual([412, 'version_conflict']);
    expect((await test.call('DELETE', `/v1/segments/${top.id}`)).status).toBe(204);
    expect((await test.call('DELETE', `/v1/segments/${base.id}`)).status).toBe(204);
    expect((await test.get(`/v1/segments/${base.id}`)).status).toBe(404);
  });
});

describe('an active segment', () => {
  it('counts the past, follows events, and says who came and went', async () => {
    await test.send({ type: 'track', userId: 'bo', event: 'Bought', messageId: 'past' });
    const { id } = await test.segment('bought', { type: 'event', event: 'Bought', count: { atLeast: 1 } });
    expect((await test.get(`/v1/segments/${id}`)).body.size).toBe(1);
    await test.send({ type: 'track', userId: 'cy', event: 'Bought', messageId: 'now' });
    expect((await test.get(`/v1/segments/${id}`)).body.size).toBe(2);
    const members = (await test.get(`/v1/segments/${id}/members?limit=1`)).body;
    const rest = (await test.get(`/v1/segments/${id}/members?limit=1&cursor=${members.next}`)).body;
    expect([...members.items, ...rest.items].map((person) => person.userId).sort()).toEqual(['bo', 'cy']);
    const { items } = (await test.get(`/v1/segments/${id}/changes?limit=1`)).body;
    expect(items[0]).toMatchObject({
      kind: 'entered',
      cause: 'event:now',
      profile: { userId: 'cy' },
      segment: { key: 'bought' },
    });
    await test.server.engine.settle(30_000);
    const report = (await test.get(`/v1/segments/${id}/report`)).body;
    expect(report.people.segment).toBe(2);
    expect(report.events[0]).toMatchObject({ value: 'Bought', segment: { people: 2, count: 2 } });
    expect((await test.get(`/v1/segments/${id}/changes?limit=9`)).body.items.at(-1).cause).toBe('backfill');
    expect(report.days.at(-1).entered).toBe(1);
    expect((await test.post('/v1/verify', {})).body.differences).toBe(0);
    const off = await test.post(`/v1/segments/${id}/deactivate`, {});
    expect(off.body).toMatchObject({ active: false, state: 'inactive' });
  });
});

describe('the job of counting its past', () => {
  it('names the segment and what its progress counts', async () => {
    const { id } = await test.segment('job-of', plan('x'));
    await until(async () => (await test.get('/v1/jobs')).body.items[0].state === 'done');
    const [job] = (await test.get('/v1/jobs')).body.items;
    const named = { type: 'backfill', unit: 'people', segments: [{ id, key: 'job-of', name: { en: 'job-of' } }] };
    expect(job).toMatchObject(named);
    expect((await test.get(`/v1/jobs/${job.id}`)).body).toEqual(job);
  });
});

describe('the list', () => {
  it('is searched, filtered, sorted and paged without gaps', async () => {
    for (const name of ['List b', 'list A', 'LIST c']) await make(name, plan('x'));
    const names = async (query: string) =>
      (await test.get(`/v1/segments?search=list&${query}`)).body.items.map(
        (one: { name: { en: string } }) => one.name.en,
      );
    expect(await names('sort=name')).toEqual(['list A', 'List b', 'LIST c']);
    expect(await names('sort=-name')).toEqual(['LIST c', 'List b', 'list A']);
    expect(await names('state=ready')).toEqual([]);
    const first = (await test.get('/v1/segments?search=list&limit=2')).body;
    const second = (await test.get(`/v1/segments?search=list&limit=2&cursor=${first.next}`)).body;
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    expect((await test.get('/v1/segments?cursor=nonsense')).body.code).toBe('invalid_request');
  });
});

describe('checking criteria', () => {
  it('says them in English, or what is wrong', async () => {
    const right = await test.post('/v1/criteria/check', { criteria: plan('free') });
    expect(right.body).toMatchObject({
      valid: true,
      errors: [],
      sentence: 'People whose plan is “free”',
      kind: 'live',
    });
    const wrong = await test.post('/v1/criteria/check', { criteria: { type: 'all', of: [] } });
    expect(wrong.body).toMatchObject({ valid: false, sentence: null, errors: [{ path: 'of', code: 'empty_group' }] });
  });
});
