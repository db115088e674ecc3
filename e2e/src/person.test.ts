import { readFileSync } from 'node:fs';
import { adminPassword, apiKey, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsInLightAndDark } from './axe.js';
import { openBrowser } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })).newPage();
  page.setDefaultTimeout(30_000);
  await track(
    { type: 'identify', userId: 'ana', traits: { name: 'Ana Ortiz', plan: 'free', visits: 3 } },
    { type: 'track', anonymousId: 'kiosk-7', event: 'Quote Requested' },
    { type: 'identify', userId: 'ana', anonymousId: 'kiosk-7' },
  );
  await page.goto(product.url);
  await page.getByLabel('E-mail').fill('admin@localhost');
  await page.getByLabel('Password', { exact: true }).fill(adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByText('Ana Ortiz').first().click();
  await page.getByRole('heading', { name: 'Ana Ortiz' }).waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

async function track(...calls: readonly { readonly type: string; readonly [field: string]: unknown }[]): Promise<void> {
  for (const call of calls) {
    const sent = await fetch(`${product.url}/v1/${call.type}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...call, writeKey }),
    });
    expect(sent.status).toBe(200);
  }
}

async function picture(name: string): Promise<void> {
  const folder = process.env.KINDRED_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

const ana = async () => {
  const response = await fetch(`${product.url}/v1/profiles/lookup?userId=ana`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  return { status: response.status, body: await response.json() };
};

test('what they do appears by itself, and moves nothing that somebody reads', async () => {
  const did = (event: string) => track({ type: 'track', userId: 'ana', event });
  const list = page.getByRole('list', { name: 'Events' });
  await page.getByText('Live', { exact: true }).nth(1).waitFor();
  await did('Loan Viewed');
  await list.getByRole('listitem').first().getByText('Loan Viewed').waitFor();
  await page.getByRole('status').getByText('New event: Loan Viewed').waitFor({ state: 'attached' });

  await Promise.all(Array.from({ length: 40 }, (_, n) => did(`Step ${n}`)));
  await list.getByText('Step 39').waitFor();
  await expect.poll(() => list.getByRole('listitem').count()).toBe(44);

  const read = list.getByText('Loan Viewed');
  await read.scrollIntoViewIfNeeded();
  const before = await read.boundingBox();
  await did('Card Ordered');
  await did('Card Cancelled');
  const more = page.getByRole('button', { name: '2 new events' });
  await more.waitFor();
  expect(await read.boundingBox()).toEqual(before);
  expect(await list.getByText('Card Ordered').count()).toBe(0);
  await picture('timeline-held');
  expect(await accessibilityFaults(page)).toEqual([]);
  await more.click();
  await list.getByText('Card Ordered').waitFor();
  expect(await list.getByText('Card Cancelled').isVisible()).toBe(true);

  await page.getByRole('button', { name: 'Pause' }).click();
  await did('Loan Applied');
  await page.getByRole('button', { name: '1 new event' }).waitFor();
  expect(await list.getByText('Loan Applied').count()).toBe(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await list.getByText('Loan Applied').waitFor();
  await picture('timeline');
});

test('only events of one name are shown, new ones too', async () => {
  const list = page.getByRole('list', { name: 'Events' });
  await page.getByRole('combobox', { name: 'Only events of this name' }).fill('card');
  await page.getByRole('option', { name: 'Card Ordered' }).click();
  await list.getByText('Loan Applied').waitFor({ state: 'detached' });
  await page.getByText('Live', { exact: true }).nth(1).waitFor();
  await track(
    { type: 'track', userId: 'ana', event: 'Other' },
    { type: 'track', userId: 'ana', event: 'Card Ordered' },
  );
  await list.getByRole('listitem').nth(1).waitFor();
  expect(await list.getByRole('listitem').allInnerTexts()).toHaveLength(2);
  expect(new URL(page.url()).searchParams.get('event')).toBe('Card Ordered');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'Only events of this name' }).click();
  await page.getByRole('option', { name: 'All events' }).click();
  await list.getByText('Other').waitFor();
});

test('a trait is changed, added and removed', async () => {
  await page.getByRole('button', { name: 'Edit plan' }).click();
  await page.getByLabel('Value', { exact: true }).fill('pro');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('pro', { exact: true }).waitFor();
  await page
    .locator('dd')
    .filter({ hasText: 'pro' })
    .getByText(/^since .* by admin@localhost$/)
    .waitFor();

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Add a trait' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('address.city');
  await page.getByLabel('Value', { exact: true }).fill('Bern');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Bern').waitFor();

  await page.getByRole('button', { name: 'Edit visits' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByText('visits', { exact: true }).waitFor({ state: 'detached' });
  expect((await ana()).body.traits).toEqual({ name: 'Ana Ortiz', plan: 'pro', 'address.city': 'Bern' });
});

test('an id is parted from the person and joined again', async () => {
  await page.getByRole('button', { name: 'Part kiosk-7 from this person' }).click();
  await page.getByRole('button', { name: 'Part them' }).click();
  await page.getByText('They are two again.').waitFor();
  expect((await ana()).body.anonymousIds).toEqual([]);

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Join an anonymous id' }).click();
  await page.getByRole('textbox', { name: 'Anonymous id' }).fill('kiosk-7');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByText('kiosk-7').first().waitFor();
  expect((await ana()).body.anonymousIds).toEqual(['kiosk-7']);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('all that is known of the person can be had as a file', async () => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Export everything' }).click();
  const { profile, events } = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(profile.userId).toBe('ana');
  expect(events.some(({ name }: { name: string }) => name === 'Quote Requested')).toBe(true);
});

test('what was done by hand is told, with who did it', async () => {
  await page.getByRole('tab', { name: 'By hand' }).click();
  const list = page.getByRole('list', { name: 'What was done by hand' });
  await list.getByText('Everything exported').waitFor();
  const done = (await list.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0]);
  expect(done).toEqual([
    'Everything exported',
    'An id joined',
    'An id parted',
    'Traits changed: visits',
    'Traits changed: address.city',
    'Traits changed: plan',
  ]);
  await list.getByText('by admin@localhost').first().waitFor();
  await picture('by-hand');
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Erase this person' }).waitFor();
  expect(await faultsInLightAndDark(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('the person is erased once their name has been typed', async () => {
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Erase this person' }).click();
  const erase = page.getByRole('button', { name: 'Erase for good' });
  expect(await erase.isDisabled()).toBe(true);
  await page.getByLabel('Type “Ana Ortiz” to confirm').fill('Ana Ortiz');
  // The menu fades away behind the question.
  await page.getByRole('menu').waitFor({ state: 'detached' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await erase.click();
  await page.getByRole('heading', { name: 'People' }).waitFor();
  expect((await ana()).status).toBe(404);
});

test('the audit log tells of the erasure with nobody’s name, and an id that is refused is let in again', async () => {
  await page.getByRole('link', { name: 'Audit log' }).click();
  const list = page.getByRole('list', { name: 'What was done by hand' });
  await list.getByText('Erased, and later visits refused').waitFor();
  await list.getByText('Traits changed', { exact: true }).first().waitFor();
  expect(await list.getByRole('link').count()).toBe(0);
  await looked(page, 'audit');
  await page.getByRole('button', { name: 'Let an id in again…' }).click();
  await page.getByLabel('The id').fill('nobody');
  await page.getByRole('button', { name: 'Let it in' }).click();
  await page.getByRole('alert').getByText('Nothing is refused under this id.').waitFor();
  await page.getByLabel('The id').fill('ana');
  await page.getByRole('button', { name: 'Let it in' }).click();
  await page.getByText('The id is let in again.').waitFor();
  await list.getByText('A refused id let in again').waitFor();
});
