/** Where something is dropped, as to the node that it is dropped over. */
export interface DropPlace {
  readonly over: string;
  readonly place: 'before' | 'after' | 'onto' | 'into';
}

/** The part at each edge of a row that stands for the gap beside it. */
const edge = 0.28;

/** A row is in three parts: the upper edge, the middle, the lower edge. A group's head has no lower edge: below it is inside. */
export function placeAt(
  rect: { readonly top: number; readonly height: number },
  y: number,
  group: boolean,
): DropPlace['place'] {
  const at = rect.height === 0 ? 0 : (y - rect.top) / rect.height;
  if (at < edge) return 'before';
  if (group) return 'into';
  return at > 1 - edge ? 'after' : 'onto';
}

/** What is dragged and what it is dragged over travel as untyped records of the drag library. */
type Carried = Readonly<Record<string | symbol, unknown>>;

export function draggedId(data: Carried): string | null {
  return typeof data.node === 'string' ? data.node : null;
}

export function placeOfDrop(data: Carried): DropPlace | null {
  const { over, place } = data;
  if (typeof over !== 'string') return null;
  return place === 'before' || place === 'after' || place === 'onto' || place === 'into' ? { over, place } : null;
}
