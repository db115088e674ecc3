/** As much of an OpenAPI document as requests are made from. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Asked {
  /** The route, and which text of it is the one that was to be put in. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly type: string | null;
  readonly body: string | null;
}

/** Deep enough for every text that routes read, as criteria are trees without an end. */
const deepest = 6;

/** A request for every text that a route of the document takes, each with `put` in that place and samples in the others. */
export function requestsWith(document: Document, put: string): Asked[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => requestsOf(document, path, method, operation, put)),
  );
}

function requestsOf(document: Document, path: string, method: string, operation: Operation, put: string): Asked[] {
  const route = `${method.toUpperCase()} ${path}`;
  const parameters = operation.parameters ?? [];
  const [type = null, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const sample = content?.schema === undefined ? null : sampleOf(document, content.schema);
  const ask = (what: string, placed: string | null, body: unknown): Asked => {
    const value = (name: string, schema: Schema) =>
      placed === name ? encoded(put) : encoded(String(sampleOf(document, schema)));
    let url = path;
    for (const { name, schema } of parameters.filter((one) => one.in === 'path')) {
      url = url.replace(`{${name}}`, value(name, schema));
    }
    const query = parameters.filter(({ name, in: place }) => place === 'query' && name === placed);
    if (query.length > 0) url += `?${query.map(({ name, schema }) => `${name}=${value(name, schema)}`).join('&')}`;
    return {
      what: `${route}: ${what}`,
      method: method.toUpperCase(),
      path: url,
      type,
      body: body === null ? null : JSON.stringify(body),
    };
  };
  const places = content?.schema === undefined ? [] : placesOf(document, content.schema);
  return [
    ...parameters
      .filter(({ in: place }) => place === 'path' || place === 'query')
      .map(({ name, in: place }) => ask(`${place} ${name}`, name, sample)),
    ...places.map((place) => ask(`body ${place.join('.')}`, null, withText(sample, place, put))),
  ];
}

/** Half a surrogate pair has no URL form: its three bytes in UTF-8 are as near as a client comes. */
function encoded(text: string): string {
  return text.replace(/[^a-zA-Z0-9]/gu, (character) =>
    /\p{Surrogate}/u.test(character) ? '%ED%A0%80' : encodeURIComponent(character),
  );
}

function resolved(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : resolved(document, document.components?.schemas?.[name] ?? {});
}

function branchesOf(schema: Schema): readonly Schema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
}

function isOf(schema: Schema, type: string): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}

function sampleOf(document: Document, from: Schema, depth = 0): unknown {
  const schema = resolved(document, from);
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [branch] = branchesOf(schema);
  if (branch !== undefined) return depth > deepest ? null : sampleOf(document, branch, depth + 1);
  if (isOf(schema, 'object')) {
    const members = depth > deepest ? [] : Object.entries(schema.properties ?? {});
    return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(document, member, depth + 1)]));
  }
  if (isOf(schema, 'array')) return schema.items === undefined ? [] : [sampleOf(document, schema.items, depth + 1)];
  if (isOf(schema, 'integer') || isOf(schema, 'number')) return Math.max(1, schema.minimum ?? 1);
  if (isOf(schema, 'boolean')) return true;
  if (schema.format === 'date-time') return '2026-01-02T00:00:00.000Z';
  if (schema.format === 'email') return 'ada@example.com';
  if (schema.format === 'uri') return 'https://example.com/hook';
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
}

/** Where in a body texts stand, as far as its schema says. What it leaves open may have a text, too. */
function placesOf(document: Document, from: Schema, depth = 0): string[][] {
  const schema = resolved(document, from);
  if (depth > deepest) return [];
  const below = (name: string, member: Schema) =>
    placesOf(document, member, depth + 1).map((place) => [name, ...place]);
  if (isOf(schema, 'object')) {
    const named = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => below(name, member));
    const { additionalProperties: rest } = schema;
    return typeof rest === 'object' ? [...named, ...below('any', rest)] : named;
  }
  if (isOf(schema, 'array')) return schema.items === undefined ? [] : below('0', schema.items);
  const branches = branchesOf(schema);
  if (branches.length > 0) return branches.flatMap((branch) => placesOf(document, branch, depth + 1));
  return isOf(schema, 'string') || schema.type === undefined ? [[]] : [];
}

function withText(sample: unknown, [name, ...rest]: readonly string[], put: string): unknown {
  if (name === undefined) return put;
  if (Array.isArray(sample)) return [withText(sample[0], rest, put)];
  const members = typeof sample === 'object' && sample !== null ? Object.entries(sample) : [];
  const known = members.find(([key]) => key === name)?.[1];
  if (name === '0' && members.length === 0) return [withText(known, rest, put)];
  return { ...Object.fromEntries(members), [name]: withText(known, rest, put) };
}
