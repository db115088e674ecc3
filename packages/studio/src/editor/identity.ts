let issued = 0;

/** An identity for a new node, unique in this page. */
export function newId(): string {
  issued += 1;
  return `n${issued}`;
}
