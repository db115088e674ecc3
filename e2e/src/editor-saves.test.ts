import { type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';

let product: RunningProduct;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct(), openBrowser()]);
}, 120_000);

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1440, height: 1100 } });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
}, 60_000);

afterEach(async () => {
  await context?.close();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

const address = (path: string) => new URL(`/studio/main/${path}`, product.url).href;

const bought = { type: 'event', event: 'Order Completed', count: { atLeast: 1 } };

const name = () => page.getByLabel('Name of the segment');

/** A new segment that says what it is of, and only has to be saved. */
async function propose(title: string): Promise<void> {
  await page.goto(address(`segments/new?${new URLSearchParams({ criteria: JSON.stringify(bought), name: title })}`));
  await page.getByTestId('preview-total').waitFor();
}

/** The same, saved and open for editing. */
async function openStored(title: string): Promise<void> {
  await propose(title);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByTestId('preview-total').waitFor();
}

const isSave = (request: Request) =>
  ['POST', 'PUT'].includes(request.method()) && /\/v1\/segments(\/[^/]+)?$/.test(request.url());

/** Notes each save, and lets none be answered before it is told to. */
async function heldSaves(): Promise<{ readonly sent: readonly string[]; answer(): void }> {
  const sent: string[] = [];
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/v1\/segments(\/[^/]+)?$/, async (route) => {
    if (!isSave(route.request())) return route.continue();
    sent.push(route.request().method());
    await told;
    await route.continue();
  });
  return { sent, answer };
}

test('a new segment is saved once, however often one asks while it is', async () => {
  await propose('Once');
  const saves = await heldSaves();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+s');
  await expect.poll(() => saves.sent).not.toEqual([]);
  await page.waitForTimeout(300);
  expect(saves.sent).toEqual(['POST']);
  saves.answer();
  await page.getByRole('link', { name: 'Edit' }).waitFor();
  await page.goto(address('segments'));
  await page.getByRole('link', { name: 'Once', exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Once', exact: true }).count()).toBe(1);
}, 60_000);

test('nothing is saved where nothing was changed', async () => {
  await openStored('Untouched');
  const saves = await heldSaves();
  await page.keyboard.press('Control+s');
  await page.getByText('There is nothing to save').waitFor();
  expect(saves.sent).toEqual([]);
}, 60_000);

test('what is changed while a segment is being saved stays, unsaved, on top of what was stored', async () => {
  await openStored('Before');
  await name().fill('Sent');
  const saves = await heldSaves();
  await page.keyboard.press('Control+s');
  await expect.poll(() => saves.sent).toEqual(['PUT']);
  await name().fill('Sent, and changed since');
  saves.answer();
  await page.getByText('What you changed while it was being saved is not saved yet.').waitFor();
  expect(await name().inputValue()).toBe('Sent, and changed since');
  await page.getByRole('link', { name: 'Cancel', exact: true }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'Sent, and changed since' }).waitFor();
  expect(saves.sent).toEqual(['PUT', 'PUT']);
}, 60_000);

test('what is changed while a new segment is being saved is a draft of the one that was made', async () => {
  await propose('Made');
  const saves = await heldSaves();
  await page.getByRole('button', { name: 'Save & activate' }).click();
  await expect.poll(() => saves.sent).toEqual(['POST']);
  await name().fill('Made, and changed since');
  saves.answer();
  await page.waitForURL(/segments\/[^/]+\/edit$/);
  await page.getByText('Your unsaved work was restored').waitFor();
  expect(await name().inputValue()).toBe('Made, and changed since');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'Made, and changed since' }).waitFor();
  expect(saves.sent).toEqual(['POST', 'PUT']);
  await page.goto(address('segments/new'));
  await name().waitFor();
  expect(await page.getByText('that you began').count()).toBe(0);
}, 60_000);

test('Ctrl+S saves while one writes text, too', async () => {
  await openStored('Written');
  await page.getByText('Text', { exact: true }).click();
  const text = page.getByRole('textbox', { name: 'Conditions as text' });
  await text.fill("did('Support Contacted')");
  await page.getByTestId('preview-total').waitFor();
  const saves = await heldSaves();
  saves.answer();
  await text.press('Control+s');
  await page.getByRole('heading', { name: 'Written' }).waitFor();
  expect(saves.sent).toEqual(['PUT']);
}, 60_000);

/** Saves the segment that is open here from another tab too. */
async function saveElsewhere(title: string): Promise<Page> {
  const other = await context.newPage();
  other.setDefaultTimeout(30_000);
  await other.goto(page.url());
  await other.getByLabel('Name of the segment').fill(title);
  await other.getByTestId('preview-total').waitFor();
  await other.keyboard.press('Control+s');
  await other.getByRole('heading', { name: title }).waitFor();
  return other;
}

test('what somebody else saved is not shown where it cannot be read, and a deleted segment is said to be', async () => {
  await openStored('Of two');
  const other = await saveElsewhere('Of two, theirs');
  await name().fill('Of two, mine');
  const one = /\/v1\/segments\/[^/?]+$/;
  await page.route(one, (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  await page.keyboard.press('Control+s');
  await page.getByText('What was saved meanwhile could not be read').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await name().inputValue()).toBe('Of two, mine');

  await page.unroute(one);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Changed: its name').first().waitFor();
  await dialog.getByRole('button', { name: 'Keep editing' }).last().click();
  await other.getByRole('button', { name: 'More actions' }).click();
  await other.getByRole('menuitem', { name: 'Delete…' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await other.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('This segment is gone').waitFor();
  expect(await name().inputValue()).toBe('Of two, mine');
}, 90_000);

test('signing out asks as any other way out does, and says where it fails', async () => {
  await openStored('Signed out');
  await name().fill('Signed out, and changed');
  const signOut = async () => {
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await signOut();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
  expect(await name().inputValue()).toBe('Signed out, and changed');

  await page.route(/\/v1\/session$/, (route) => route.abort());
  await signOut();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave, keep the draft' }).click();
  await page.getByText('You are still signed in').waitFor();
  await page.unroute(/\/v1\/session$/);
  await signOut();
  await page.getByLabel('E-mail').waitFor();
}, 60_000);
