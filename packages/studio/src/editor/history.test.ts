import { describe, expect, it } from 'vitest';
import { begin, record, redo, undo } from './history.js';

describe('undo and redo', () => {
  it('goes back and forth over steps', () => {
    let history = begin('a');
    history = record(history, 'b', null, 0);
    history = record(history, 'c', null, 1);
    expect(undo(history).present).toBe('b');
    expect(undo(undo(history)).present).toBe('a');
    expect(undo(undo(undo(history))).present).toBe('a');
    expect(redo(undo(history)).present).toBe('c');
  });
  it('takes typing into one field within a moment as one step', () => {
    let history = begin('');
    history = record(history, 'G', 'name', 0);
    history = record(history, 'Go', 'name', 300);
    history = record(history, 'Gol', 'name', 600);
    expect(undo(history).present).toBe('');
    history = record(history, 'Gold', 'name', 5_000);
    expect(undo(history).present).toBe('Gol');
  });
  it('keeps two fields apart', () => {
    let history = begin('');
    history = record(history, 'a', 'name', 0);
    history = record(history, 'ab', 'key', 10);
    expect(undo(history).present).toBe('a');
  });
  it('forgets what was undone once something new is done', () => {
    let history = record(begin('a'), 'b', null, 0);
    history = record(undo(history), 'c', null, 1);
    expect(redo(history).present).toBe('c');
  });
  it('does not count a change that changes nothing', () => {
    const history = begin('a');
    expect(record(history, 'a', null, 0)).toBe(history);
  });
});
