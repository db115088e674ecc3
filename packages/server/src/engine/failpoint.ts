/**
 * A crash on demand, for tests: `KINDRED_FAILPOINT=after-warehouse-insert:events@3` kills the process, as `kill -9` does,
 * the third time it passes that point (without the table: any). Not set: nothing.
 */
export function failpointFrom(setting: string | undefined): (name: string) => void {
  if (setting === undefined || setting === '') return () => undefined;
  const [point, times = '1'] = setting.split('@');
  let left = Number(times);
  return (name) => {
    if ((name === point || name.startsWith(`${point}:`)) && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
