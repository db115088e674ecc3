import type { EventCount, PeopleNode } from './criteria.js';

/** “with at least 3 people who did Page Viewed”, “with at least 50 % of their people among those who …”. */
export function peopleClause(node: PeopleNode, not: boolean, people: string): string {
  if (node.share !== undefined) {
    return `${not ? 'not ' : ''}with ${rangePhrase(node.share)} % of their people among those ${people}`;
  }
  const { count = { atLeast: 1 } } = node;
  const said = oppositeOf(count, not);
  const number = 'atMost' in said.count && said.count.atMost === 0 ? 'no' : rangePhrase(said.count);
  return `${said.not ? 'not ' : ''}with ${number} ${number === 'at least 1' ? 'person' : 'people'} ${people}`;
}

function oppositeOf(count: EventCount, not: boolean): { readonly count: EventCount; readonly not: boolean } {
  if (not && 'atLeast' in count) return { count: { atMost: count.atLeast - 1 }, not: false };
  if (not && 'atMost' in count) return { count: { atLeast: count.atMost + 1 }, not: false };
  return { count, not };
}

function rangePhrase(count: EventCount): string {
  if ('atLeast' in count) return `at least ${count.atLeast}`;
  if ('atMost' in count) return `at most ${count.atMost}`;
  return 'exactly' in count ? `exactly ${count.exactly}` : `${count.between[0]} to ${count.between[1]}`;
}
