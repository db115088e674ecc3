import { readFileSync } from 'node:fs';
import { isODataLiteralRule, odataLiteralFault, parseOData, parseODataLambda } from '@kindred/criteria/odata';
import { isRecord } from '../connection.js';

/** What one suite of cases that others wrote came to. */
export interface ODataSuiteResult {
  readonly suite: 'odata';
  readonly cases: number;
  readonly right: number;
  readonly wrong: number;
  readonly unsupported: readonly { readonly name: string; readonly reason: string }[];
  /** What is wrong, for a person to look into. */
  readonly failures: readonly { readonly name: string; readonly input: string; readonly message: string }[];
}

interface ODataCase {
  readonly name: string;
  readonly rule: string;
  readonly kind: string;
  readonly input: string;
  readonly valid: boolean;
  readonly failAt: number | null;
}

/**
 * Runs the cases of the OData grammar. A case to be accepted is right where all of it is read; one to be rejected where
 * it is refused at the character that the case names. The cases stand in addresses, so `%27` is a quote.
 */
export function runODataSuite(casesFile: string): ODataSuiteResult {
  const cases = readCases(casesFile);
  const unsupported: { name: string; reason: string }[] = [];
  const failures: { name: string; input: string; message: string }[] = [];
  let right = 0;
  for (const each of cases) {
    const { name, input, valid, failAt } = each;
    const outcome = judge(each);
    if ('unsupported' in outcome) unsupported.push({ name, reason: outcome.unsupported });
    else if (valid ? outcome.refusedAt === null : outcome.refusedAt === failAt) right += 1;
    else {
      const wanted = valid ? 'accepted' : `refused at ${failAt}`;
      const message = outcome.refusedAt === null ? 'was accepted' : `was refused at ${outcome.refusedAt}`;
      failures.push({ name, input, message: `${message}, should be ${wanted}` });
    }
  }
  return { suite: 'odata', cases: cases.length, right, wrong: failures.length, unsupported, failures };
}

type Outcome = { readonly refusedAt: number | null } | { readonly unsupported: string };

function judge({ rule, kind, input }: ODataCase): Outcome {
  if (kind === 'literal') {
    if (!isODataLiteralRule(rule)) return { unsupported: `the production ${rule} is not read by itself` };
    return { refusedAt: odataLiteralFault(rule, input)?.position ?? null };
  }
  if (kind === 'urlWithFilter') return judgeAddress(input);
  if (kind === 'filterOption') {
    const [option] = /^\$?filter=/.exec(input) ?? [];
    // Neither the name nor the equals sign may have a space beside it.
    if (option === undefined) return { refusedAt: /^\$?filter/.exec(input)?.[0].length ?? 0 };
    return refusal(input.slice(option.length), option.length);
  }
  if (rule === 'anyExpr') {
    const parsed = parseODataLambda(input, { percentEncoded: true });
    return { refusedAt: parsed.ok ? null : parsed.fault.position };
  }
  return refusal(input, 0);
}

function refusal(text: string, offset: number): Outcome {
  const parsed = parseOData(text, { percentEncoded: true });
  return { refusedAt: parsed.ok ? null : offset + parsed.fault.position };
}

/** Of a whole address only the `$filter` of the resource itself is read, and the expressions that stand for its aliases. */
function judgeAddress(input: string): Outcome {
  const question = input.indexOf('?');
  const address = question < 0 ? '' : input.slice(0, question);
  if (address.includes('$filter')) return { unsupported: 'filters in the path of an address are not read' };
  const options = input.slice(question + 1).split('&');
  const filter = options.find((option) => option.startsWith('$filter='));
  if (filter === undefined) return { unsupported: 'filters inside $expand and $select are not read' };
  const texts = [filter.slice('$filter='.length)];
  for (const option of options) if (option.startsWith('@')) texts.push(option.slice(option.indexOf('=') + 1));
  for (const text of texts) {
    const parsed = parseOData(text, { percentEncoded: true });
    if (!parsed.ok) return { refusedAt: input.indexOf(text) + parsed.fault.position };
  }
  return { refusedAt: null };
}

function readCases(file: string): readonly ODataCase[] {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const list = isRecord(parsed) && Array.isArray(parsed.cases) ? parsed.cases.filter(isRecord) : [];
  return list.map((each) => ({
    name: String(each.name),
    rule: String(each.rule),
    kind: String(each.kind),
    input: String(each.input),
    valid: each.valid === true,
    failAt: typeof each.failAt === 'number' ? each.failAt : null,
  }));
}
