import { type Browser, chromium } from 'playwright-core';

/** The path of the Chromium that `npm test` found or installed; undefined where there is none. */
export const chromiumPath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

/** A real Chromium, headless. It runs as root in containers, where its own sandbox cannot work. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
