import { readFileSync } from 'node:fs';
import { adminPassword, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, askAll, eventually, type SegmentAnswer } from './answers.js';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;
let segment: string;

const password = 'a long enough password';
const people = 40;
const onGold = { type: 'property', property: 'user.plan', operator: 'equals', value: 'gold' };

async function signedIn(email: string, secret: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const opened = await context.newPage();
  opened.setDefaultTimeout(20_000);
  await signIn(opened, product.url, { email, password: secret });
  return opened;
}

/** As the page’s user does, beside the page. */
async function asAdministrator(method: string, path: string, body: object): Promise<void> {
  const csrf: string = await page.evaluate(async () => (await (await fetch('/v1/session')).json()).csrf);
  const cookies = await page.context().cookies();
  const answer = await fetch(product.url + path, {
    method,
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      'x-csrf-token': csrf,
      'content-type': 'application/json',
      'if-match': '*',
    },
    body: JSON.stringify(body),
  });
  expect(answer.ok, `${method} ${path} ${answer.status}`).toBe(true);
}

/** A minute to come, in UTC, with time enough to send the form. */
function soon(): string {
  return new Date(Date.now() + 75_000).toISOString().slice(11, 16);
}

const pageOf = (path: string) => `${product.url}/studio/main/${path}`;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct(), openBrowser()]);
  const batch = Array.from({ length: people }, (_, index) => ({
    type: 'identify',
    userId: `user-${index}`,
    traits: { plan: 'gold', email: `user-${index}@example.com` },
  }));
  await ask(product, 'POST', '/v1/batch', { writeKey, batch });
  const input = { key: 'gold', name: { en: 'On gold' }, criteria: onGold, active: true };
  segment = (await ask<SegmentAnswer>(product, 'POST', '/v1/segments', input)).id;
  await eventually('everybody is a member', async () => {
    return (await ask<SegmentAnswer>(product, 'GET', `/v1/segments/${segment}`)).size === people;
  });
  page = await signedIn('admin@localhost', adminPassword);
  const viewer = { email: 'vera@example.com', name: 'Vera', password, roles: { main: 'viewer' } };
  await asAdministrator('POST', '/v1/users', viewer);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** What a click downloads, as its name and its lines. */
async function downloaded(button: ReturnType<Page['getByRole']>): Promise<{ name: string; lines: string[] }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  return { name: download.suggestedFilename(), lines };
}

async function membersNow(): Promise<string[]> {
  const members = await askAll<{ userId: string }>(product, `/v1/segments/${segment}/members`);
  return members.map(({ userId }) => userId).sort();
}

test('members come as files by a schedule that was set up from their segment', async () => {
  await page.goto(pageOf(`segments/${segment}?tab=members&column=email`));
  const menu = page.getByRole('button', { name: 'Export', exact: true });
  await menu.click();
  const once = await downloaded(page.getByRole('menuitem', { name: 'As JSON, a line a member' }));
  expect(once.name).toBe('gold.ndjson');
  expect(once.lines.map((line) => JSON.parse(line).userId).sort()).toEqual(await membersNow());
  await menu.click();
  await page.getByRole('menuitem', { name: 'Again and again…' }).click();
  const form = page.getByRole('dialog', { name: 'New export' });
  await form.waitFor();
  expect(await form.getByRole('combobox', { name: 'Segment' }).inputValue()).toBe('On gold');
  await form.getByText(/^e-?mail/i).waitFor();
  await looked(page, 'export-form');
  const at = soon();
  await form.getByLabel('At (in UTC)').fill(at);
  await form.getByLabel('At (in UTC)').press('Enter');
  await page.getByText('The export is set up.').waitFor();
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'On gold' }) });
  await card.getByText(`Runs every day at ${at}.`).waitFor();
  await card.getByText(`${at}:00 (UTC)`).waitFor();
  await card.getByText('No file yet.').waitFor();
  const button = card.getByRole('link', { name: /^Download the file of On gold/ });
  await button.waitFor({ timeout: 120_000 });
  expect(await card.getByRole('listitem').textContent()).toMatch(/Done[\s\S]*40 members · [\d.]+ kB · as of .*:\d\d/);
  const { name, lines } = await downloaded(button);
  expect(name).toMatch(/^gold-\d{4}-\d\d-\d\d\.csv$/);
  const [header = '', ...rows] = lines.map((line) => JSON.parse(`[${line}]`));
  expect(header).toEqual(['id', 'userId', 'since', 'firstSeen', 'lastSeen', 'email']);
  expect(rows.map((row) => row[1]).sort()).toEqual(await membersNow());
  expect(rows.every((row) => row[5] === `${row[1]}@example.com`)).toBe(true);
}, 240_000);

test('a file is made at once where one asks, and older ones are below', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('heading', { name: 'Exports', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Run now: On gold as CSV' }).press('Enter');
  await page.getByText('A file is being made.').waitFor();
  await page.getByRole('button', { name: 'All files' }).click();
  const files = page.getByRole('list', { name: 'Files of On gold as CSV' }).getByRole('listitem');
  await eventually('two files', async () => (await files.count()) === 2);
  await files.first().getByText('Done').waitFor();
  await looked(page, 'exports');
}, 60_000);

test('whoever changes it is told that somebody else has, and chooses', async () => {
  await page.getByRole('button', { name: 'Edit the export of On gold as CSV' }).click();
  const form = page.getByRole('dialog', { name: 'Edit the export' });
  await form.getByLabel('Format').selectOption({ label: 'JSON lines' });
  const [plan] = (await ask<{ items: { id: string }[] }>(product, 'GET', '/v1/exports')).items;
  const other = { segment, format: 'csv', schedule: { every: { amount: 6, unit: 'hours' } }, keep: 3 };
  await asAdministrator('PUT', `/v1/exports/${plan?.id}`, other);
  const told = form.getByText('Somebody else has changed it meanwhile');
  await told.waitFor();
  await looked(page, 'export-conflict');
  await form.getByRole('button', { name: 'Take theirs' }).click();
  expect(await form.getByLabel('Files that are kept').inputValue()).toBe('3');
  expect(await form.getByLabel('Format').inputValue()).toBe('csv');
  await form.getByLabel('Format').selectOption({ label: 'Parquet' });

  // Where the page has not heard of the other change, saving is what tells of it.
  const reads = (route: Route) => (route.request().method() === 'GET' ? route.abort() : route.continue());
  await page.route('**/v1/exports', reads);
  await asAdministrator('PUT', `/v1/exports/${plan?.id}`, { ...other, keep: 4 });
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('alert').waitFor();
  await page.unroute('**/v1/exports', reads);
  await told.waitFor();
  await form.getByRole('button', { name: 'Keep mine' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The export was changed.').waitFor();
  await page.getByText('Runs every 6 hours.').waitFor();
  await page.getByText('The last 3 files are kept.', { exact: false }).waitFor();
}, 60_000);

test('who only reads sees and fetches the files and changes nothing', async () => {
  const vera = await signedIn('vera@example.com', password);
  await vera.goto(pageOf('data/exports?new=any'));
  await vera.getByText('Runs every 6 hours.').waitFor();
  for (const name of ['Files of On gold as Parquet', 'Other files']) {
    await vera
      .getByRole('list', { name })
      .getByRole('link', { name: /^Download/ })
      .waitFor();
  }
  for (const name of ['New export', /^Run now/, /^Edit/, /^Delete/]) {
    expect(await vera.getByRole('button', { name }).count(), String(name)).toBe(0);
  }
  expect(await vera.getByRole('dialog').count()).toBe(0);
  await vera.context().close();
}, 60_000);

test('it is deleted once that is agreed; its files stay until they are deleted too', async () => {
  await page.getByRole('button', { name: 'Delete the export of On gold as Parquet' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the export' }).click();
  await page.getByRole('heading', { name: 'No exports yet' }).waitFor();
  const files = page.getByRole('list', { name: 'Other files' }).getByRole('listitem');
  await files.first().waitFor();
  expect(await files.allTextContents()).toEqual([
    expect.stringContaining('its export was deleted'),
    expect.stringContaining('its export was deleted'),
    expect.stringContaining('asked for once'),
  ]);
  await looked(page, 'other-files');
  await files
    .first()
    .getByRole('button', { name: /^Delete the file/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the file' }).click();
  await eventually('one file less', async () => (await files.count()) === 2);
}, 60_000);
