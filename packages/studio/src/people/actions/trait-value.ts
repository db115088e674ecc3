export const traitTypes = ['text', 'number', 'boolean', 'list'] as const;
export type TraitType = (typeof traitTypes)[number];

/** How a value is edited: as what, and written how. */
export function writtenOf(value: unknown): { readonly type: TraitType; readonly text: string } {
  if (Array.isArray(value)) return { type: 'list', text: value.map(String).join('\n') };
  // Not as a reader of some language writes it: the field that edits it does that.
  if (typeof value === 'number') return { type: 'number', text: String(value) };
  if (typeof value === 'boolean') return { type: 'boolean', text: String(value) };
  return { type: 'text', text: value === null || value === undefined ? '' : String(value) };
}

/** The value that was written; undefined where it is none of its type. */
export function typedValue(type: TraitType, text: string): unknown {
  switch (type) {
    case 'text':
      return text;
    case 'number': {
      const number = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'boolean':
      return text === 'true';
    case 'list': {
      const values = text.split('\n').map((each) => each.trim());
      const kept = values.filter((each) => each !== '');
      return kept.length === 0 ? undefined : kept;
    }
  }
}
