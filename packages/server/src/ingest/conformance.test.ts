import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CallFault, readCall } from './call.js';
import { defaultLimits } from './limits.js';
import { normalise } from './normalise.js';
import { ingestionServers } from './testing/ingestion-server.js';

const startIngestion = ingestionServers();

/*
 * Cases that others wrote, judged under these rules:
 * - The validation cases are those of the published client library, which demands more than the HTTP API (`properties`
 *   of track, `traits` of identify and group must be there). They are sent with `?strict=true`, which demands the same.
 *   `errorMatches` holds words of the library's messages; where it names a field, ours must name that field.
 * - The examples of the specification are sent to the endpoint of their type, as its own pages do, without `strict`.
 *   Examples that show only the fields a page is about (no id at all) are completed with an anonymousId.
 * - An example given as the call of a browser library is put into the message that the library makes of it.
 * - One track call is of a server library, whose only argument is the message itself.
 * - An example without a type is a part of a message, not a message, and is counted as unsupported.
 */
const folder = process.env.KINDRED_CONFORMANCE;
const skipped = folder === undefined;
if (skipped) console.warn('Skipped: KINDRED_CONFORMANCE does not name the folder with the cases of others.');

interface ValidationCase {
  readonly name: string;
  readonly event: unknown;
  readonly eventIsUndefined?: boolean;
  readonly valid: boolean;
  readonly errorMatches?: string;
}

interface Example {
  readonly page: string;
  readonly section: string | null;
  readonly form: 'json' | 'call';
  readonly type: string | null;
  readonly payload: Readonly<Record<string, unknown>> & { readonly arguments?: readonly unknown[] };
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(folder ?? '', 'segment', file), 'utf8')) as T;
}

describe.skipIf(skipped)('validation cases of the published client library', () => {
  const cases = skipped ? [] : read<{ cases: ValidationCase[] }>('event-validation-cases.json').cases;

  it('are all there', () => {
    expect(cases).toHaveLength(19);
  });

  it('are refused without strict too, but for missing properties and traits', () => {
    const rules = { limits: defaultLimits, type: null, strict: false, weigh: true } as const;
    const taken = cases.filter(({ valid, event }) => {
      if (valid) return false;
      try {
        readCall(event, rules);
        return true;
      } catch (error) {
        if (!(error instanceof CallFault)) throw error;
        return false;
      }
    });
    expect(taken.map(({ name }) => name)).toEqual([
      'track properties absent',
      'identify traits absent',
      'identify traits absent, properties present',
      'identify traits null',
    ]);
  });

  it.each(cases)('$name', async ({ event, eventIsUndefined, valid, errorMatches }) => {
    const server = await startIngestion();
    const item = eventIsUndefined ? undefined : event;
    const { status, body } = await server.post('/v1/batch?strict=true', { batch: [item] });
    expect(status).toBe(valid ? 200 : 400);
    expect(server.events).toHaveLength(valid ? 1 : 0);
    if (valid) return;
    expect(body).toMatchObject({ code: 'events_refused' });
    const fault = faultOf(item);
    if (errorMatches === 'nil') expect(fault.code).toBe('missing_id');
    else if (errorMatches !== undefined) expect(`${fault.path} ${fault.message}`).toContain(errorMatches);
  });

  function faultOf(event: unknown): CallFault {
    try {
      readCall(event, { limits: defaultLimits, type: null, strict: true, weigh: true });
    } catch (error) {
      if (error instanceof CallFault) return error;
    }
    return expect.unreachable('was to be refused');
  }
});

describe.skipIf(skipped)('examples of the specification', () => {
  const examples = skipped ? [] : read<{ examples: Example[] }>('spec-examples.json').examples;
  const calls = examples.filter(({ type }) => type !== null);

  it('are all there, but for one that is no call', () => {
    expect(examples).toHaveLength(133);
    expect(calls).toHaveLength(132);
  });

  it('are accepted over HTTP', async () => {
    const server = await startIngestion();
    const refused: unknown[] = [];
    for (const example of calls) {
      const message = messageOf(example);
      const { status, body } = await server.post(`/v1/${example.type}`, message);
      if (status !== 200 || !(body instanceof Object && 'success' in body && body.success === true)) {
        refused.push({ page: example.page, section: example.section, body });
      }
    }
    expect(refused).toEqual([]);
    expect(server.rejected).toEqual([]);
  });

  it('keep their properties and traits', () => {
    const whole = calls.find(
      ({ page, form, type }) => page === 'ecommerce/index.md' && form === 'json' && type === 'track',
    );
    expect(whole).toBeDefined();
    const rules = { limits: defaultLimits, type: 'track', strict: false, weigh: true } as const;
    const envelope = { receivedAt: Date.now(), sentAt: null, context: null, maxAgeYears: 10 };
    const event = normalise(readCall(whole?.payload, rules), envelope);
    expect(event.properties).toEqual(whole?.payload.properties);
  });

  function messageOf({ form, type, payload }: Example): unknown {
    const anonymousId = 'conformance';
    if (form === 'json') {
      const named = ['userId', 'anonymousId', 'user_id'].some((field) => field in payload);
      return named ? payload : { anonymousId, ...payload };
    }
    const given = payload.arguments ?? [];
    const texts = given.filter((argument) => typeof argument === 'string');
    const object = given.find((argument) => typeof argument === 'object' && argument !== null);
    if (type === 'track' && texts.length === 0) return object;
    switch (type) {
      case 'track':
        return { anonymousId, event: texts[0], properties: object };
      case 'page':
        return {
          anonymousId,
          name: texts.at(-1),
          category: texts.length > 1 ? texts[0] : undefined,
          properties: object,
        };
      case 'identify':
        return { anonymousId, userId: texts[0], traits: object };
      case 'group':
        return { anonymousId, groupId: texts[0], traits: object };
      default:
        return { anonymousId, userId: texts[0], previousId: anonymousId };
    }
  }
});
