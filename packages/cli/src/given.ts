/** The environment without variables set to nothing: files of settings often name all, and leave empty what is not given. */
export function givenOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
