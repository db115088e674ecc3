/**
 * What a refinement of a schema says of input that breaks it: a code that programs can rely on, and words. A refinement
 * that gives words alone has the code `invalid_value`.
 */
export function rule(
  code: string,
  error: string,
): { readonly error: string; readonly params: { readonly code: string } } {
  return { error, params: { code } };
}
