import { describe, expect, it } from 'vitest';
import { type GroupDraft, type NodeDraft, newEvent, newGroup, newPeople, newProperty } from './draft.js';
import { newMatch, newSequence, newStep } from './sequence-draft.js';
import * as tree from './tree.js';

const property = (name: string) => newProperty(`user.${name}`, 'equals', name);

/** "a (b c) d" of a tree of property conditions. */
function shape(group: GroupDraft): string {
  return group.of
    .map((node: NodeDraft) => {
      if (node.kind === 'group') return `(${shape(node)})`;
      if (node.kind === 'event') return `${node.event}[${node.where === null ? '' : shape(node.where)}]`;
      if (node.kind === 'property') return node.property.slice(5);
      return node.kind === 'segment' ? node.segment : 'written';
    })
    .join(' ');
}

describe('moving a condition by keyboard', () => {
  const [a, b, c, d] = [property('a'), property('b'), property('c'), property('d')];
  const inner = newGroup([b, c], 'any');
  const root = newGroup([a, inner, d]);

  it('enters the group below from its top', () => {
    expect(shape(tree.shift(root, a.id, 'down'))).toBe('(a b c) d');
  });
  it('enters the group above at its end', () => {
    expect(shape(tree.shift(root, d.id, 'up'))).toBe('a (b c d)');
  });
  it('leaves its group at both ends', () => {
    expect(shape(tree.shift(root, b.id, 'up'))).toBe('a b (c) d');
    expect(shape(tree.shift(root, c.id, 'down'))).toBe('a (b) c d');
  });
  it('passes a condition', () => {
    expect(shape(tree.shift(root, b.id, 'down'))).toBe('a (c b) d');
  });
  it('stops at the ends of the whole', () => {
    expect(tree.canShift(root, a.id, 'up')).toBe(false);
    expect(tree.canShift(root, d.id, 'down')).toBe(false);
  });
});

describe('moving beside and onto others', () => {
  const [a, b, c, d] = [property('a'), property('b'), property('c'), property('d')];
  const inner = newGroup([b], 'any');
  const root = newGroup([a, inner, c, d]);

  it('puts a condition between others', () => {
    expect(shape(tree.moveBeside(root, d.id, a.id, 'before'))).toBe('d a (b) c');
    expect(shape(tree.moveBeside(root, a.id, c.id, 'after'))).toBe('(b) c a d');
    expect(tree.moveBeside(root, a.id, inner.id, 'before')).toBe(root);
  });
  it('takes away the group that is left empty', () => {
    expect(shape(tree.moveBeside(root, b.id, d.id, 'after'))).toBe('a c d b');
    expect(shape(tree.moveOut(root, b.id))).toBe('a b c d');
    expect(shape(tree.moveInto(root, b.id, root.id))).toBe('a c d b');
  });
  it('makes a group of two, joined in the other way than those around them', () => {
    const onto = tree.moveOnto(root, d.id, a.id);
    expect(shape(onto)).toBe('(a d) (b) c');
    expect(onto.of[0]).toMatchObject({ kind: 'group', mode: 'any' });
    expect(tree.moveOnto(newGroup([a, b], 'any'), b.id, a.id).of[0]).toMatchObject({ mode: 'all' });
  });
  it('goes into the group right above, and out behind its own', () => {
    expect(shape(tree.moveIn(root, c.id))).toBe('a (b c) d');
    expect(tree.moveIn(root, a.id)).toBe(root);
    expect(shape(tree.moveOut(tree.moveIn(root, c.id), b.id))).toBe('a (c) b d');
  });
  it('never goes into itself, nor to what is asked of others', () => {
    const path = newProperty('properties.path', 'equals', '/');
    const event = { ...newEvent('Page Viewed'), where: newGroup([path]) };
    const both = newGroup([event, a]);
    expect(tree.moveBeside(both, a.id, path.id, 'before')).toBe(both);
    expect(tree.moveOnto(both, path.id, a.id)).toBe(both);
    expect(tree.moveBeside(root, inner.id, b.id, 'after')).toBe(root);
  });
});

describe('moving into a group', () => {
  it('never moves a group into itself', () => {
    const deepest = newGroup([property('x')]);
    const group = newGroup([deepest]);
    const root = newGroup([group, property('y')]);
    expect(tree.moveInto(root, group.id, deepest.id)).toBe(root);
    expect(tree.targetsOf(root, group.id)).toEqual([]);
  });
  it("keeps an event's own conditions with the event", () => {
    const path = newProperty('properties.path', 'equals', '/');
    const where = newGroup([path]);
    const event = { ...newEvent('Page Viewed'), where };
    const root = newGroup([event, newGroup([property('a')])]);
    expect(tree.targetsOf(root, path.id)).toEqual([]);
    expect(tree.shift(root, path.id, 'up')).toBe(root);
    expect(tree.targetsOf(root, event.id).map((group) => group.id)).not.toContain(where.id);
  });
});

describe('changing the tree', () => {
  it('duplicates with identities of its own', () => {
    const group = newGroup([property('a'), { ...newEvent('E'), where: newGroup([property('w')]) }]);
    const root = newGroup([group]);
    const result = tree.duplicate(root, group.id);
    const ids = [...tree.walk(result.root)].map((node) => node.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(shape(result.root)).toBe('(a E[w]) (a E[w])');
  });
  it('wraps and unwraps back to the same order', () => {
    const [a, b] = [property('a'), property('b')];
    const root = newGroup([a, b]);
    const wrapped = tree.wrap(root, a.id);
    expect(shape(wrapped)).toBe('(a) b');
    const group = wrapped.of[0];
    expect(group && shape(tree.unwrap(wrapped, group.id))).toBe('a b');
  });
  it('removes the conditions of an event as a whole', () => {
    const where = newGroup([property('w')]);
    const root = newGroup([{ ...newEvent('E'), where }]);
    expect(shape(tree.remove(root, where.id))).toBe('E[]');
  });
  it('shares what did not change', () => {
    const untouched = newGroup([property('a')]);
    const b = property('b');
    const root = newGroup([untouched, b]);
    const next = tree.update(root, b.id, (node) => ({ ...node, id: node.id }));
    expect(next.of[0]).toBe(untouched);
  });
  it('names the next condition to focus after a removal', () => {
    const [a, b] = [property('a'), property('b')];
    const root = newGroup([a, b]);
    expect(tree.neighbourOf(root, a.id)).toBe(b.id);
    expect(tree.neighbourOf(root, b.id)).toBe(a.id);
    expect(tree.neighbourOf(newGroup([a]), a.id)).not.toBe(a.id);
  });
});

describe('conditions inside the steps of a sequence', () => {
  const [total, page] = [property('total'), property('page')];
  const [where, helped] = [newGroup([total]), newGroup([page])];
  const steps = [
    { ...newStep('A'), where },
    { ...newStep('B'), without: [{ ...newMatch('X'), where: helped }] },
  ];
  const sequence = { ...newSequence(), steps };
  const root = newGroup([property('a'), sequence]);

  it('are found and changed like any other', () => {
    expect(tree.find(root, page.id)).toBe(page);
    const changed = tree.update(root, page.id, () => ({ ...page, negated: true }));
    expect(tree.find(changed, page.id)).toMatchObject({ negated: true });
    expect(tree.find(changed, where.id)).toBe(where);
  });
  it('stay inside their step, and go with it as a whole', () => {
    expect(tree.targetsOf(root, total.id)).toEqual([]);
    expect(tree.shift(root, total.id, 'up')).toBe(root);
    const removed = tree.find(tree.remove(root, helped.id), sequence.id);
    expect(removed).toMatchObject({ steps: [{ where }, { without: [{ where: null }] }] });
  });
  it('are copied with identities of their own', () => {
    const { root: copied } = tree.duplicate(root, sequence.id);
    const ids = [...tree.walk(copied)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('stay where they are about the people of an account', () => {
    const people = { ...newPeople(), of: newGroup([property('b'), sequence]) };
    const outer = newGroup([people, newGroup([])]);
    expect(tree.targetsOf(outer, sequence.id)).toEqual([]);
    expect(tree.remove(outer, people.of.id)).toBe(outer);
  });
});
