/** The end-to-end tests need a Chromium; Debian and its children have one among their packages. */
import { existsSync } from 'node:fs';
import { run } from './processes.mjs';
import { say } from './terminal.mjs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

export function findChromium() {
  return [process.env.CHROMIUM_PATH, ...usual].find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** The path of a Chromium, installed where that is possible; undefined, with an instruction printed, where it is not. */
export async function provideChromium() {
  const present = findChromium();
  if (present !== undefined) return present;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('Installing Chromium from the packages of this system …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { quiet: true, env });
    const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      quiet: true,
      env,
    });
    if (code !== 0) say(output.split('\n').slice(-8).join('\n'));
    const found = findChromium();
    if (found !== undefined) return found;
  }
  say(
    'There is no Chromium here, and the end-to-end tests need one.\n' +
      'Install it (on Debian or Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to one that you have.',
  );
  return undefined;
}
