let issued = 0;

/** An identity for a new node, unique in this page. */
export function newId(): string {
  issued += 1;
  return `n${issued}`;
}

/** An identity that no other tab has. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
