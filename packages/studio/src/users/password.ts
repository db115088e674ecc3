/** Characters of a password at least, as the server wants them. */
export const shortest = 12;

export function enough(password: string): boolean {
  return password.length >= shortest;
}
