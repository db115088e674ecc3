import { adminPassword } from '@kindred/cli/testing';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The path of the Chromium that `npm test` found or installed; undefined where there is none. */
export const chromiumPath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

/** A real Chromium, headless. It runs as root in containers, where its own sandbox cannot work. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** Signs in, as the administrator unless somebody else is named, and waits for the first page. */
export async function signIn(
  page: Page,
  address: string,
  { email, password } = { email: 'admin@localhost', password: adminPassword },
): Promise<void> {
  await page.goto(address);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
}
