/** How sentences about people and about accounts begin, in the languages of the studio. */
const beginning = /^(?:(?:People|Accounts|Personas|Cuentas) |(?:Personen|Konten), )/;

/** "People whose plan is gold" of one condition, without the people: "Whose plan is gold". */
export function clauseOf(sentence: string): string {
  const text = sentence.replace(beginning, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
