/** What the engine binds in place of `{p0:UInt32}`. */
export type ParameterValue = string | number | boolean | readonly string[] | readonly number[];

type ParameterType =
  | 'String'
  | 'UInt32'
  | 'UInt64'
  | 'Int64'
  | 'Bool'
  | 'Array(String)'
  | 'Array(Int64)'
  | 'Array(UInt64)';

/** A bound value; the only way in which outside data gets into a statement. */
export class Parameter {
  constructor(
    readonly type: ParameterType,
    readonly value: ParameterValue,
  ) {}
}

/** A piece of SQL with its parameters still unnamed. Made by `sql`, so that text from outside cannot become SQL. */
export class Fragment {
  constructor(readonly parts: readonly (string | Parameter)[]) {}
}

/** SQL text and its bound values, as `@clickhouse/client` takes them. */
export interface Statement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** `sql\`… WHERE site = ${uint32(site)} AND ${condition}\``: only fragments and parameters can be put in. */
export function sql(texts: TemplateStringsArray, ...values: readonly (Fragment | Parameter)[]): Fragment {
  const parts: (string | Parameter)[] = [];
  texts.forEach((text, i) => {
    parts.push(text);
    const value = values[i];
    if (value instanceof Fragment) parts.push(...value.parts);
    else if (value !== undefined) parts.push(value);
  });
  return new Fragment(parts);
}

export function join(fragments: readonly Fragment[], separator: ', ' | ' AND ' | ' OR ' | ' UNION ALL '): Fragment {
  return new Fragment(fragments.flatMap((fragment, i) => (i === 0 ? fragment.parts : [separator, ...fragment.parts])));
}

/** A name made by us (an alias, an encoded path); anything but letters, digits and `_` is refused. */
export function name(text: string): Fragment {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) throw new RangeError(`Not a name: ${text}`);
  return new Fragment([text]);
}

/** A whole number written into the statement, for places that take no parameter. */
export function whole(value: number): Fragment {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a whole number: ${value}`);
  return new Fragment([String(value)]);
}

export const text = (value: string): Parameter => new Parameter('String', value);
export const texts = (values: readonly string[]): Parameter => new Parameter('Array(String)', values);
export const uint32 = (value: number): Parameter => new Parameter('UInt32', value);
export const uint64 = (value: number): Parameter => new Parameter('UInt64', value);
export const int64s = (values: readonly number[]): Parameter => new Parameter('Array(Int64)', values);
export const uint64s = (values: readonly number[]): Parameter => new Parameter('Array(UInt64)', values);
export const int64 = (value: number): Parameter => new Parameter('Int64', value);
export const bool = (value: boolean): Parameter => new Parameter('Bool', value);

/** A double, bit for bit: the engine's own reading of decimal text is not exact, and the client refuses large ones. */
export function float64(value: number): Fragment {
  return sql`reinterpretAsFloat64(unhex(${text(bits(value))}))`;
}

export function float64s(values: readonly number[]): Fragment {
  return sql`arrayMap(bits -> reinterpretAsFloat64(unhex(bits)), ${texts(values.map(bits))})`;
}

function bits(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return view.getBigUint64(0, false).toString(16).padStart(16, '0');
}

/** Names the parameters (`p0`, `p1` …; equal ones share a name) and joins the text. */
export function render(fragment: Fragment): Statement {
  const parameters: Record<string, ParameterValue> = {};
  const names = new Map<string, string>();
  const text = fragment.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const key = `${part.type} ${JSON.stringify(part.value)}`;
      const known = names.get(key);
      const named = known ?? `p${names.size}`;
      if (known === undefined) {
        names.set(key, named);
        parameters[named] = part.value;
      }
      return `{${named}:${part.type}}`;
    })
    .join('');
  return { text, parameters };
}
