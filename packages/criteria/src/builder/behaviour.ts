import type {
  AggregateNode,
  CalendarUnit,
  Criteria,
  EventCount,
  EventNode,
  PropertyNode,
  Window,
} from '../criteria.js';
import { type NumberOperators, operatorsOn, spanOf, type Words } from './operators.js';

/** “Did X …”: a plain event node that can be narrowed further. Each step gives a new one; without a count it is “at least once”. */
export class Did implements EventNode {
  readonly type = 'event';
  readonly event: string;
  declare readonly where?: Criteria;
  readonly count: EventCount;
  declare readonly window?: Window;

  constructor({ event, where, count, window }: Omit<EventNode, 'type' | 'of'>) {
    this.event = event;
    if (where !== undefined) this.where = where;
    this.count = count;
    if (window !== undefined) this.window = window;
  }

  atLeast(times: number): Did {
    return new Did({ ...this, count: { atLeast: times } });
  }

  atMost(times: number): Did {
    return new Did({ ...this, count: { atMost: times } });
  }

  exactly(times: number): Did {
    return new Did({ ...this, count: { exactly: times } });
  }

  between(low: number, high: number): Did {
    return new Did({ ...this, count: { between: [low, high] } });
  }

  never(): Did {
    return this.atMost(0);
  }

  /** In the time that ends now. */
  inLast(time: Words): Did {
    const { amount, unit } = spanOf(time);
    return this.within({ rolling: { amount, unit } });
  }

  /** In the present day, week, month … of the site's zone. */
  inThis(calendar: CalendarUnit): Did {
    return this.within({ calendar });
  }

  /** From a date on, up to another, that day included. */
  from(from: string, to?: string): Did {
    return this.within({ fixed: to === undefined ? { from } : { from, to } });
  }

  within(window: Window): Did {
    return new Did({ ...this, window });
  }

  /** The sum of a property over these events, to be compared. */
  sumOf(property: string): NumberOperators<AggregateNode> {
    return this.aggregate('sum', property);
  }

  averageOf(property: string): NumberOperators<AggregateNode> {
    return this.aggregate('average', property);
  }

  private aggregate(name: AggregateNode['function'], property: string): NumberOperators<AggregateNode> {
    const { event, where, window } = this;
    return operatorsOn(`properties.${property}`, ({ type: _type, of: _of, ...compared }: PropertyNode) => ({
      type: 'aggregate',
      event,
      ...(where === undefined ? {} : { where }),
      ...(window === undefined ? {} : { window }),
      function: name,
      ...compared,
    }));
  }
}
