import { type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let site: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct(), openBrowser()]);
  const batch = Array.from({ length: 4 }, (_, index) => ({
    type: 'track',
    userId: `person-${index}`,
    event: index === 0 ? 'Support Contacted' : 'Page Viewed',
  }));
  const answer = await fetch(`${product.url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
    body: JSON.stringify({ batch }),
  });
  expect(answer.status).toBe(200);
}, 120_000);

beforeEach(async () => {
  // A browser of its own, which keeps nothing of the tests before.
  context = await browser.newContext({ viewport: { width: 1440, height: 1100 } });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
  site = /studio\/([^/]+)/.exec(page.url())?.[1] ?? '';
}, 60_000);

afterEach(async () => {
  await context?.close();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

const did = (event: string) => ({ type: 'event', event, count: { atLeast: 1 } });

const address = (path: string) => `${product.url}/studio/${site}/${path}`;

const proposal = (event: string) =>
  address(
    `segments/new?${new URLSearchParams({ criteria: JSON.stringify(did(event)), name: `Whoever did ${event}` })}`,
  );

const name = (of: Page = page) => of.getByLabel('Name of the segment');

const offers = (of: Page = page) =>
  of.getByRole('list', { name: 'Segments begun and not saved' }).getByRole('listitem');

const row = (title: string, of: Page = page): Locator => offers(of).filter({ hasText: title });

async function addEvent(event: string, of: Page = page): Promise<void> {
  const palette = of.getByRole('complementary', { name: 'Palette' });
  await palette.getByLabel('Search properties, events and segments').fill(event);
  await palette.getByRole('button', { name: event }).first().click();
}

/** Begins a new segment, and waits until the browser has kept it. */
async function begin(title: string, of: Page = page): Promise<void> {
  await of.goto(address('segments/new'));
  await name(of).fill(title);
  await addEvent('Page Viewed', of);
  await of.waitForTimeout(700);
}

test('a proposal that is opened and worked on leaves the new segment that was begun before alone', async () => {
  await begin('My precious');
  await page.goto(proposal('Support Contacted'));
  expect(await name().inputValue()).toBe('Whoever did Support Contacted');
  await addEvent('Page Viewed');
  await page.waitForTimeout(700);

  await page.goto(address('segments/new'));
  await expect.poll(() => offers().count()).toBe(2);
  expect(await name().inputValue()).toBe('');
  await looked(page, 'drafts-offered');
  await page.getByRole('button', { name: 'Go on with My precious' }).click();
  await expect.poll(() => name().inputValue()).toBe('My precious');
  expect(await page.locator('[data-kind=event]').allInnerTexts()).toEqual(['Page Viewed']);

  await page.goto(address('people'));
  await page.goto(address('segments/new'));
  await page.getByRole('button', { name: 'Go on with Whoever did Support Contacted' }).click();
  await expect
    .poll(() => page.locator('[data-kind=event]').allInnerTexts())
    .toEqual(['Support Contacted', 'Page Viewed']);
}, 120_000);

test('a proposal that is only looked at is no unsaved work; one that was worked on comes back after a reload', async () => {
  await page.goto(proposal('Support Contacted'));
  await page.getByTestId('preview-total').waitFor();
  await page.waitForTimeout(700);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
  await page.goto(address('segments/new'));
  await name().waitFor();
  expect(await offers().count()).toBe(0);

  await page.goto(proposal('Support Contacted'));
  await name().fill('Mine by now');
  await page.waitForTimeout(700);
  await page.reload();
  await page.getByText('Your unsaved work was restored').waitFor();
  expect(await name().inputValue()).toBe('Mine by now');
}, 120_000);

test('two tabs that each write a new segment keep both', async () => {
  const other = await context.newPage();
  other.setDefaultTimeout(30_000);
  await begin('Of the one tab');
  await begin('Of the other tab', other);
  await addEvent('Support Contacted');
  await page.waitForTimeout(700);
  // What goes on in a second tab is not taken from the first, which keeps what it writes from then on.
  const third = await context.newPage();
  third.setDefaultTimeout(30_000);
  await third.goto(address('segments/new'));
  await expect.poll(() => offers(third).count()).toBe(2);
  await third.getByRole('button', { name: 'Go on with Of the one tab' }).click();
  await expect.poll(() => name(third).inputValue()).toBe('Of the one tab');
  await name(third).fill('Gone on with');
  await name().fill('Still written');
  await page.waitForTimeout(700);
  const fourth = await context.newPage();
  fourth.setDefaultTimeout(30_000);
  await fourth.goto(address('segments/new'));
  await expect.poll(() => offers(fourth).count()).toBe(3);
  for (const title of ['Of the other tab', 'Gone on with', 'Still written']) await row(title, fourth).waitFor();

  await row('Gone on with', fourth).getByRole('button', { name: 'Throw away Gone on with' }).click();
  await fourth.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
  await expect.poll(() => offers(fourth).count()).toBe(2);
}, 120_000);

test('a draft kept before each new segment had one of its own is found', async () => {
  await begin('Of long ago');
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) {
      const at = key.indexOf(' new ');
      if (!key.startsWith('kindred.draft ') || at === -1) continue;
      const kept = localStorage.getItem(key) ?? '';
      // The page itself keeps its work when it is left; what it kept is made the draft of an earlier version.
      localStorage.setItem(key.slice(0, at + 4), kept.replace('Of long ago', 'Of an earlier version'));
    }
  });
  await page.goto(address('people'));
  await page.goto(address('segments/new'));
  await page.getByRole('button', { name: 'Go on with Of an earlier version' }).click();
  await expect.poll(() => name().inputValue()).toBe('Of an earlier version');
  await page.waitForTimeout(700);
  await page.goto(address('people'));
  await page.goto(address('segments/new'));
  await expect.poll(() => offers().count()).toBe(2);
}, 120_000);

/** A segment that is stored, open for editing. */
async function openStored(title: string): Promise<string> {
  await begin(title);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'Edit' }).waitFor();
  const id = /segments\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  await page.goto(address(`segments/${id}/edit`));
  await page.getByTestId('preview-total').waitFor();
  return id;
}

const text = () => page.getByRole('textbox', { name: 'Conditions as text' });

test('a text that cannot be read yet is unsaved work: leaving asks, it comes back, and the answer is of before', async () => {
  await openStored('Written');
  await page.getByRole('link', { name: 'Back', exact: true }).waitFor();
  await page.getByText('Text', { exact: true }).click();
  await text().fill("all(did('Page Viewed'),\n  any(did('Support Contacted')");
  await page.getByRole('link', { name: 'Cancel', exact: true }).waitFor();
  await page.getByText('The answer before: the text cannot be read yet.').waitFor();
  await page.getByText('As it was before what you are writing, which cannot be read yet:').waitFor();
  const shade = (of: Locator) => of.evaluate((element) => getComputedStyle(element).color);
  const quiet = await shade(page.getByText('The answer before: the text cannot be read yet.'));
  expect(await shade(page.getByTestId('preview-total'))).toBe(quiet);
  await looked(page, 'text-unread');

  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
  expect(await text().textContent()).toContain("any(did('Support Contacted')");
  await page.waitForTimeout(700);
  await page.reload();
  await page.getByText('Your unsaved work was restored').waitFor();
  await expect.poll(() => text().textContent()).toContain("any(did('Support Contacted')");

  await page.getByRole('button', { name: 'Give this text up, and go back to the conditions' }).click();
  await expect.poll(() => text().textContent()).toBe("all(did('Page Viewed'))");
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await page.getByRole('link', { name: 'Edit' }).waitFor();
}, 120_000);

test('whoever leaves keeps the draft or throws the changes away, as the words say', async () => {
  const id = await openStored('Left');
  const leave = async (way: string) => {
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: way }).click();
    await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
    await page.goto(address(`segments/${id}/edit`));
    await page.getByTestId('preview-total').waitFor();
    return name().inputValue();
  };
  await name().fill('Left and kept');
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('dialog').getByText('kept as a draft in this browser').waitFor();
  await looked(page, 'leave');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
  expect(await leave('Leave, keep the draft')).toBe('Left and kept');
  await page.getByText('Your unsaved work was restored').waitFor();
  await name().fill('Left and not wanted');
  expect(await leave('Throw the changes away')).toBe('Left');
  expect(await page.getByText('Your unsaved work was restored').count()).toBe(0);
}, 120_000);

test('two tabs on one segment each keep their own work, and say of each other', async () => {
  const id = await openStored('In two tabs');
  const other = await context.newPage();
  other.setDefaultTimeout(30_000);
  await other.goto(address(`segments/${id}/edit`));
  await other.getByTestId('preview-total').waitFor();
  const told = 'You are editing this segment in another tab too';
  await name().fill('First tab');
  await other.getByText(told).waitFor();
  await name(other).fill('Second tab');
  await page.getByText(told).waitFor();
  await looked(page, 'two-tabs');
  await page.waitForTimeout(700);
  await other.close();
  await name().fill('First tab, later');
  await page.waitForTimeout(700);
  await page.reload();
  await page.getByText('Your unsaved work was restored').waitFor();
  expect(await name().inputValue()).toBe('First tab, later');
  const dialog = page.getByRole('dialog', { name: 'Discard what is not saved?' });
  await page.getByRole('button', { name: 'Discard it' }).click();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await name().inputValue()).toBe('First tab, later');
  await page.getByRole('button', { name: 'Discard it' }).click();
  await dialog.getByRole('button', { name: 'Discard it' }).click();
  await expect.poll(() => name().inputValue()).toBe('In two tabs');
  await page.reload();
  await page.getByText('Your unsaved work was restored').waitFor();
  expect(await name().inputValue()).toBe('Second tab');
}, 120_000);

test('two tabs that are opened alike are told apart by the server', async () => {
  const editorOf = async (tab: Page) => {
    const asked = tab.waitForRequest(/\/v1\/preview$/);
    await tab.goto(proposal('Page Viewed'));
    return (await asked).postDataJSON().editor;
  };
  const editors = [await editorOf(page), await editorOf(await context.newPage())];
  expect(new Set(editors).size).toBe(2);
}, 60_000);

test('“at most 0 times” that was saved is shown as never, and never can be chosen', async () => {
  await page.goto(
    address(
      `segments/new?${new URLSearchParams({ criteria: JSON.stringify({ ...did('Page Viewed'), count: { atMost: 0 } }) })}`,
    ),
  );
  const often = page.getByLabel('At least or at most');
  expect(await often.inputValue()).toBe('never');
  expect(await page.getByLabel('How many times').count()).toBe(0);
  await looked(page, 'never');
  await often.selectOption('at most');
  await page.getByLabel('How many times').fill('2');
  await page.getByText('at most 2 times').first().waitFor();
  await often.selectOption('never');
  await page.getByText('who never did Page Viewed').first().waitFor();
}, 120_000);

test('where the browser keeps no drafts, leaving says that the changes are lost', async () => {
  await openStored('Not to be kept');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await name().fill('To be lost');
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('dialog').getByText('this browser keeps no drafts').waitFor();
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Leave, keep the draft' }).count()).toBe(0);
}, 120_000);

test('a new segment can begin with a definition that is pasted as text', async () => {
  await page.goto(address('segments/new'));
  await name().fill('Pasted');
  await page.getByText('Text', { exact: true }).click();
  await text().fill("any(did('Page Viewed'), did('Support Contacted'))");
  await expect.poll(() => page.getByTestId('preview-total').textContent()).toBe('4');
  await page.getByText('Conditions', { exact: true }).click();
  expect(await page.locator('[data-kind=event]').allInnerTexts()).toEqual(['Page Viewed', 'Support Contacted']);
}, 120_000);
