import type { PropertyBag } from '@kindred/criteria';
import type { CompiledAudience } from '@kindred/live';
import { RecentCache } from '../ingest/recent-cache.js';

interface Asked {
  readonly audience: Pick<CompiledAudience, 'gate'>;
}

/** Values remembered of one field, and the longest text among them. */
const limits = { values: 1000, text: 200 } as const;

/**
 * Finds the request-time segments that can hold of a request, by the condition on the request that each of them needs
 * (its gate): where that fails, the segment is not asked. Which gates a value passes is remembered by value, as most
 * requests come from the same few browsers, languages and countries: the cost is that of the fields asked for, not of
 * the segments.
 */
export class RequestGates<V extends Asked> {
  private readonly fields: Field<V>[] = [];
  private readonly open: V[] = [];

  constructor(versions: readonly V[]) {
    const byField = new Map<string, V[]>();
    for (const version of versions) {
      const field = version.audience.gate?.field ?? null;
      if (field === null) this.open.push(version);
      else byField.set(field, [...(byField.get(field) ?? []), version]);
    }
    for (const [name, gated] of byField) this.fields.push(new Field(name, gated));
  }

  /** The segments that have to be asked; each once, in no order. */
  passed(request: PropertyBag, now: number): readonly V[] {
    let found: readonly V[] = this.open;
    for (const field of this.fields) {
      const passed = field.passed(request, now);
      if (passed.length > 0) found = found.length === 0 ? passed : [...found, ...passed];
    }
    return found;
  }
}

class Field<V extends Asked> {
  private readonly texts = new RecentCache<readonly V[]>(limits.values);

  constructor(
    private readonly name: string,
    private readonly versions: readonly V[],
  ) {}

  passed(request: PropertyBag, now: number): readonly V[] {
    const value = request[this.name];
    return typeof value === 'string' && value.length <= limits.text
      ? this.texts.get(value, () => this.ask(request, now))
      : this.ask(request, now);
  }

  private ask(request: PropertyBag, now: number): V[] {
    return this.versions.filter(({ audience }) => audience.gate?.holds(request, now) === true);
  }
}
