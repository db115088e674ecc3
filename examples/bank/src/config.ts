import { fileURLToPath } from 'node:url';
import { demoCustomers } from './customers.js';

/** The site as Kindred knows it. */
export const demoSite = {
  slug: 'larkhaven',
  name: 'Larkhaven Bank',
  timeZone: 'America/New_York',
  weekStart: 1,
} as const;

/** Where the built pages are; served below `/demo/`. */
export const siteDirectory = fileURLToPath(new URL('./site/public/', import.meta.url));

/** The script `/demo/config.js`, which every page of the bank loads first. `host` is empty for the same origin. */
export function renderConfig(config: {
  readonly writeKey: string;
  readonly decideKey: string;
  readonly host?: string;
}): string {
  const { writeKey, decideKey, host = '' } = config;
  const customers = demoCustomers.map(
    ({ userId, firstName, lastName, email, town, story, open, deposits, business }) => ({
      userId,
      firstName,
      lastName,
      email,
      town,
      story,
      open,
      deposits,
      business,
    }),
  );
  return `window.larkhaven = ${JSON.stringify({ writeKey, decideKey, host, customers })};\n`;
}
