import type { Criteria, EventMatch } from '../criteria.js';

/** A part of a tree with its path. */
export interface Place {
  readonly node: Criteria;
  readonly path: string;
}

/** What is known to hold wherever a condition is asked, because the criteria need it too. */
export interface Context {
  readonly places: readonly Place[];
  /** The one of `places` that is being looked at itself; −1 for none. */
  readonly except: number;
  /** Those of `places` that say nothing: what they would say is said by others. */
  readonly idle: ReadonlySet<Place>;
  readonly outer: Context | null;
}

/** What is known of a condition. `neverHere` is given its context; the others always hold. */
export interface Status {
  readonly always: boolean;
  readonly never: boolean;
  readonly neverHere: boolean;
}

/** A path one member further. */
export function under(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A node with its path, and with the event that it is about where it stands in a `where`. */
export interface DeepPlace {
  readonly node: Criteria;
  readonly path: string;
  readonly event: string | null;
}

/** Every node of a tree, those inside `where` included, each before its parts. */
export function* placesOf(node: Criteria, path = '', event: string | null = null): Generator<DeepPlace> {
  yield { node, path, event };
  switch (node.type) {
    case 'all':
    case 'any':
    case 'atLeast':
      for (const [index, part] of node.of.entries()) yield* placesOf(part, `${under(path, 'of')}[${index}]`, event);
      return;
    case 'not':
    case 'people':
      yield* placesOf(node.of, under(path, 'of'), event);
      return;
    case 'event':
    case 'aggregate':
    case 'eventTime':
      yield* whereOf(node, path);
      return;
    case 'sequence':
      for (const [index, step] of node.steps.entries()) {
        const at = `${under(path, 'steps')}[${index}]`;
        yield* whereOf(step, at);
        for (const [position, each] of (step.without ?? []).entries())
          yield* whereOf(each, `${at}.without[${position}]`);
      }
      return;
    default:
  }
}

function* whereOf({ event, where }: EventMatch, path: string): Generator<DeepPlace> {
  if (where !== undefined) yield* placesOf(where, under(path, 'where'), event);
}
