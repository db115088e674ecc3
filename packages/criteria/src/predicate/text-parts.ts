import { fold } from '../fold.js';
import type { PartCondition } from './condition.js';

interface Part {
  readonly leaf: number;
  readonly text: string;
}

const buckets = 1024;

/** Many beginnings, ends and parts of text looked for in one pass, found by two characters that stand side by side. */
export class TextParts {
  private readonly inside: Part[][] = Array.from({ length: buckets }, () => []);
  private readonly begins: Part[][] = Array.from({ length: buckets }, () => []);
  private readonly ends: Part[][] = Array.from({ length: buckets }, () => []);
  private readonly short: { readonly condition: PartCondition; readonly leaf: number }[] = [];
  private searches = false;

  add(condition: PartCondition, leaf: number): void {
    const { kind, text } = condition;
    if (text.length < 2) this.short.push({ condition, leaf });
    else if (kind === 'ends') this.ends[pairAt(text, text.length - 2)]?.push({ leaf, text });
    else if (kind === 'starts') this.begins[pairAt(text, 0)]?.push({ leaf, text });
    else {
      this.searches = true;
      this.inside[pairAt(text, 0)]?.push({ leaf, text });
    }
  }

  /** Tells of every leaf that the text satisfies, of some more than once. */
  find(value: string, found: (leaf: number) => void): void {
    const text = fold(value);
    for (const { condition, leaf } of this.short) if (fits(text, condition)) found(leaf);
    const { length } = text;
    if (length < 2) return;
    for (const part of this.begins[pairAt(text, 0)] ?? []) if (text.startsWith(part.text)) found(part.leaf);
    for (const part of this.ends[pairAt(text, length - 2)] ?? []) if (text.endsWith(part.text)) found(part.leaf);
    if (!this.searches) return;
    let before = text.charCodeAt(0);
    for (let i = 1; i < length; i++) {
      const code = text.charCodeAt(i);
      const parts = this.inside[pairOf(before, code)];
      before = code;
      if (parts === undefined || parts.length === 0) continue;
      for (const part of parts) if (text.startsWith(part.text, i - 1)) found(part.leaf);
    }
  }
}

function fits(text: string, { kind, text: part }: PartCondition): boolean {
  if (kind === 'starts') return text.startsWith(part);
  return kind === 'ends' ? text.endsWith(part) : text.includes(part);
}

function pairAt(text: string, at: number): number {
  return pairOf(text.charCodeAt(at), text.charCodeAt(at + 1));
}

function pairOf(first: number, second: number): number {
  return (first * 33 + second) & (buckets - 1);
}
