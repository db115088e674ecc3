import type { PropertyBag, PropertyValue } from '@kindred/criteria';
import type { CompiledAudience, Sight } from '@kindred/live';
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
      const { gate } = version.audience;
      if (gate === null) this.open.push(version);
      else byField.set(gate.field, [...(byField.get(gate.field) ?? []), version]);
    }
    for (const [name, gated] of byField) this.fields.push(new Field(name, gated));
  }

  /** The segments that have to be asked; each once, in no order. */
  passed(request: PropertyBag, sight: () => Sight): readonly V[] {
    let found: readonly V[] = this.open;
    for (const field of this.fields) {
      const passed = field.passed(request[field.name], sight);
      if (passed.length > 0) found = found.length === 0 ? passed : [...found, ...passed];
    }
    return found;
  }
}

class Field<V extends Asked> {
  private readonly texts = new RecentCache<readonly V[]>(limits.values);

  constructor(
    readonly name: string,
    private readonly versions: readonly V[],
  ) {}

  passed(value: PropertyValue | undefined, sight: () => Sight): readonly V[] {
    return typeof value === 'string' && value.length <= limits.text
      ? this.texts.get(value, () => this.ask(sight()))
      : this.ask(sight());
  }

  private ask(sight: Sight): V[] {
    return this.versions.filter(({ audience }) => audience.gate?.holds(sight) === true);
  }
}
