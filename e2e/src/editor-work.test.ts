import { type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;
let site: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct(), openBrowser()]);
  await seed();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1400 } })).newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
  site = /studio\/([^/]+)/.exec(page.url())?.[1] ?? '';
}, 120_000);

/** Twelve people: all viewed pages, every second began an application, every third asked for help, one handed it in. */
async function seed(): Promise<void> {
  const batch = Array.from({ length: 12 }, (_, index) => {
    const userId = `person-${index}`;
    const did = (event: string) => ({ type: 'track', userId, event, properties: { path: `/${index}` } });
    return [
      { type: 'identify', userId, traits: { name: `Person ${index}`, plan: index % 2 === 0 ? 'free' : 'paid' } },
      did('Page Viewed'),
      ...(index % 2 === 0 ? [did('Application Started')] : []),
      ...(index % 3 === 0 ? [did('Support Contacted')] : []),
      ...(index === 6 ? [did('Application Submitted')] : []),
    ];
  }).flat();
  const answer = await fetch(`${product.url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
    body: JSON.stringify({ batch }),
  });
  expect(answer.status).toBe(200);
}

beforeEach(async () => {
  // Unsaved work is kept on leaving the page; each test begins without.
  await page.goto(`${product.url}/studio/${site}/people`);
  await page.evaluate(() => localStorage.clear());
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** Opens the editor for a new segment with these events as conditions. */
async function begin(name: string, ...events: readonly string[]): Promise<void> {
  await page.goto(`${product.url}/studio/${site}/segments/new`);
  await page.getByLabel('Name of the segment').fill(name);
  for (const event of events) await addEvent(event);
}

async function addEvent(event: string): Promise<void> {
  const palette = page.getByRole('complementary', { name: 'Palette' });
  await palette.getByLabel('Search properties, events and segments').fill(event);
  await palette.getByRole('button', { name: event }).first().click();
}

/** The counts that stand beside conditions and groups, outermost first, once they are there. */
async function counts(atLeast: number): Promise<readonly string[]> {
  const shown = page.getByTestId('node-count');
  await expect.poll(() => shown.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(atLeast);
  return shown.allInnerTexts();
}

async function menu(of: Locator, entry: string): Promise<void> {
  expect(await of.getAttribute('aria-expanded')).toBe('false');
  await of.click();
  await expect.poll(() => of.getAttribute('aria-expanded')).toBe('true');
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

const more = (index: number) => page.getByRole('button', { name: 'More for this condition' }).nth(index);

async function save(button: string): Promise<string> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('link', { name: 'Edit' }).waitFor();
  const id = /segments\/([^/?]+)/.exec(page.url())?.[1];
  if (id === undefined) throw new TypeError(`No segment at ${page.url()}`);
  return id;
}

/** Asks the API with the session of the page. */
function api(path: string, change?: unknown): Promise<unknown> {
  return page.evaluate(
    async ([key, url, body]) => {
      const headers: Record<string, string> = { 'kindred-site': key };
      if (body === undefined) return (await fetch(`/v1${url}`, { headers })).json();
      const session = await (await fetch('/v1/session')).json();
      const sent = { ...headers, 'content-type': 'application/json', 'x-csrf-token': session.csrf, 'if-match': '*' };
      return (await fetch(`/v1${url}`, { method: 'PUT', headers: sent, body: JSON.stringify(body) })).json();
    },
    [site, path, change] as const,
  );
}

const did = (event: string) => ({ type: 'event', event, count: { atLeast: 1 } });

test('every condition and group says how many satisfy it, and how many are left', async () => {
  await begin('Counted', 'Page Viewed', 'Application Started');
  await page.getByTestId('preview-total').waitFor();
  expect(await counts(3)).toEqual(['6', '12', '6\n6 left']);
  await addEvent('Support Contacted');
  await expect.poll(() => counts(4)).toEqual(['2', '12', '6\n6 left', '4\n2 left']);
}, 180_000);

test('numbers of before a change are quiet, and said to be, while they are counted, cannot be, or are not asked for', async () => {
  await begin('Of before', 'Page Viewed', 'Application Started');
  await counts(3);
  const badge = page.getByTestId('node-count').nth(1);
  const shade = () =>
    badge
      .locator('span')
      .first()
      .evaluate((span) => getComputedStyle(span).color);
  const said = () => badge.getByText('as it was before').isVisible();
  await expect.poll(said).toBe(false);
  await page.route('**/v1/preview', (route) => route.fulfill({ status: 503, json: { code: 'unavailable' } }));
  await page.getByLabel('How many times').first().fill('3');
  await page.getByText('The people could not be counted').waitFor();
  expect(await said()).toBe(true);
  const quiet = await shade();
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Count again' }).click();
  await expect.poll(said).toBe(false);
  expect(await shade()).not.toBe(quiet);
  await page.getByLabel('How many times').first().fill('');
  await page.getByText('Say how many.').waitFor();
  expect([await said(), await shade()]).toEqual([true, quiet]);
}, 180_000);

test('what everyone satisfies is pointed out, and a negative is told with the share that it lets in', async () => {
  const plan = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };
  const criteria = { type: 'any', of: [did('Page Viewed'), { type: 'not', of: plan }] };
  await page.goto(
    `${product.url}/studio/${site}/segments/new?${new URLSearchParams({ criteria: JSON.stringify(criteria) })}`,
  );
  await page.getByText('All 12 people satisfy this: by itself it lets everyone into the group.').waitFor();
  await page.getByText('it lets 50% of everyone in').waitFor();
  expect(await page.getByText('nearly everyone').count()).toBe(0);
  await page.getByLabel('How the conditions are joined').selectOption('All of these');
  await page.getByText('All 12 people satisfy this: it leaves nobody out.').waitFor();
}, 180_000);

test('conditions are moved, wrapped, named, muted and left out, by keys and by menu, and kept so', async () => {
  await begin('Put together', 'Page Viewed', 'Application Started', 'Support Contacted');
  await counts(4);
  // Up past the one before by keys, from an input of the row; the focus goes along.
  await page.getByLabel('How many times').nth(2).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(() => page.locator('[data-kind=event]').allInnerTexts())
    .toEqual(['Page Viewed', 'Support Contacted', 'Application Started']);
  await menu(more(1), 'Put into a group');
  await menu(page.getByRole('button', { name: 'More for this group' }), 'Name this group');
  await page.getByLabel('Name of the group').fill('Needs help');
  await menu(more(0), 'Mute');
  await page.getByText('Muted: kept, and taken for not there.').waitFor();
  await page.getByRole('button', { name: 'Leave people out' }).click();
  await addEvent('Application Submitted');
  await page.getByRole('heading', { name: 'Left out' }).waitFor();
  const id = await save('Save & activate');
  const none = { type: 'not', of: { type: 'any', of: [did('Application Submitted')] } };
  const help = { type: 'all', of: [did('Support Contacted')] };
  expect(await api(`/segments/${id}`)).toMatchObject({
    criteria: { type: 'all', of: [help, did('Application Started'), none] },
  });
  await page.goto(`${product.url}/studio/${site}/segments/${id}/edit`);
  await page.getByText('Muted: kept, and taken for not there.').waitFor();
  expect(await page.getByLabel('Name of the group').inputValue()).toBe('Needs help');
  await page.getByRole('button', { name: 'Let it take part again' }).click();
  const again = await save('Save');
  expect(await api(`/segments/${again}`)).toMatchObject({
    criteria: { of: [did('Page Viewed'), help, did('Application Started'), none] },
  });
}, 180_000);

test('work that was saved is not kept as unsaved, of a new segment nor of one edited', async () => {
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kindred.draft ')));
  await begin('Saved at once', 'Page Viewed');
  await expect.poll(drafts).toHaveLength(1);
  const id = await save('Save & activate');
  expect(await drafts()).toEqual([]);
  await page.goto(`${product.url}/studio/${site}/segments/${id}/edit`);
  await addEvent('Application Started');
  await expect.poll(drafts).toHaveLength(1);
  await save('Save');
  expect(await drafts()).toEqual([]);
}, 180_000);

test('of a segment that is first being counted no number is told', async () => {
  await begin('Being counted', 'Page Viewed');
  const id = await save('Save & activate');
  // Counting a few people is over before a page has loaded; the browser is told that it goes on.
  await page.route(`**/v1/segments/${id}`, async (route) => {
    const response = await route.fetch();
    const counting = { ...(await response.json()), state: 'backfilling', size: null, lastChange: null };
    await route.fulfill({ response, json: counting });
  });
  await page.goto(`${product.url}/studio/${site}/segments/${id}`);
  await page.getByRole('heading', { name: 'Still counting' }).waitFor();
  expect(await page.getByTestId('segment-last-change').count()).toBe(0);
  expect(await page.getByRole('heading', { name: 'Who they are' }).count()).toBe(0);
  await page.unrouteAll({ behavior: 'wait' });
  await page.reload();
  await page.getByRole('heading', { name: 'Who they are' }).waitFor();
  const fonts = await page.locator('.u-legend').evaluate((legend) => {
    return [legend, document.body].map((element) => getComputedStyle(element).fontFamily);
  });
  expect(fonts[0]).toBe(fonts[1]);
}, 180_000);

test('a move by keys and its undoing keep the focus on the same control, and are told', async () => {
  await begin('Moved by keys', 'Page Viewed', 'Application Started');
  await counts(3);
  await menu(more(1), 'Put into a group');
  const often = page.getByLabel('How many times').nth(1);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await often.focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByText(/^Moved: now \d of \d in the outermost group/).waitFor({ state: 'attached' });
  await expect.poll(focused).toBe('How many times');
  await page.keyboard.press('Control+z');
  await page.getByRole('group', { name: /^Group: all of 1/ }).waitFor();
  await expect.poll(focused).toBe('How many times');
  await page.keyboard.press('Alt+ArrowRight');
  await page.getByText('There is nowhere to move it that way').waitFor({ state: 'attached' });
  expect(await focused()).toBe('How many times');
}, 180_000);

test('a condition dropped onto another makes a group of both', async () => {
  await begin('Dropped', 'Page Viewed', 'Application Started');
  await counts(3);
  const row = (index: number) =>
    page
      .locator('[id^=n]')
      .filter({ has: page.getByLabel('Did or did not') })
      .nth(index);
  const from = await row(1).boundingBox();
  const onto = await row(0).boundingBox();
  if (from === null || onto === null) throw new TypeError('The rows are not drawn');
  await page.mouse.move(from.x + 14, from.y + 24);
  await page.mouse.down();
  await page.mouse.move(onto.x + 90, onto.y + onto.height / 2 + 4, { steps: 6 });
  await page.mouse.move(onto.x + 94, onto.y + onto.height / 2, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('group', { name: /^Group: any of 2/ }).waitFor();
  const id = await save('Save & activate');
  expect(await api(`/segments/${id}`)).toMatchObject({
    criteria: { type: 'all', of: [{ type: 'any', of: [did('Page Viewed'), did('Application Started')] }] },
  });
}, 180_000);

test('somebody tested has each condition lit or not, with what was found', async () => {
  await begin('Tested', 'Page Viewed', 'Application Started');
  await page.getByTestId('preview-total').waitFor();
  const people = page.getByRole('region', { name: 'Who matches' });
  await people.getByRole('listitem').first().getByRole('button').click();
  await page
    .getByText(/^Found: .*(once|times)/)
    .first()
    .waitFor();
  await page.getByLabel('How many times').nth(1).fill('500000');
  await page.locator('[data-verdict=false]').getByText('Found:').first().waitFor();
}, 180_000);

test('unsaved work is there again after a reload, and two who edit at once are told', async () => {
  await begin('Of two', 'Page Viewed');
  await page.getByTestId('preview-total').waitFor();
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length)).toBeGreaterThan(0);
  await page.waitForTimeout(600);
  await page.reload();
  await page.getByText('Your unsaved work was restored').waitFor();
  expect(await page.getByLabel('Name of the segment').inputValue()).toBe('Of two');
  const id = await save('Save & activate');

  await page.goto(`${product.url}/studio/${site}/segments/${id}/edit`);
  await page.getByLabel('How many times').fill('30');
  await page.getByTestId('differences').getByText('−12 would leave').waitFor();
  const theirs = { name: { en: 'Of two' }, criteria: { type: 'all', of: [did('Application Started')] } };
  await api(`/segments/${id}`, theirs);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const choice = page.getByRole('dialog', { name: 'You changed this segment elsewhere' });
  await choice.getByText('Added: who did Application Started').waitFor();
  expect(await api(`/segments/${id}`)).toMatchObject({ version: 2, criteria: theirs.criteria });
  await choice.getByRole('button', { name: 'Take theirs' }).click();
  await expect.poll(() => page.locator('[data-kind=event]').allInnerTexts()).toEqual(['Application Started']);
  // Mine is one step back.
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await page.getByLabel('How many times').inputValue()).toBe('30');
  await save('Save');
  expect(await api(`/segments/${id}`)).toMatchObject({
    version: 3,
    criteria: { of: [{ event: 'Page Viewed', count: { atLeast: 30 } }] },
  });
}, 180_000);

test('the conditions are written as text and come back as conditions', async () => {
  await begin('As text', 'Page Viewed');
  await page.getByText('Text', { exact: true }).click();
  const text = page.getByRole('textbox', { name: 'Conditions as text' });
  await expect.poll(() => text.textContent()).toContain("all(did('Page Viewed'))");
  await text.fill("any(did('Page Viewed').atLeast(often), segment('x'))");
  await page
    .getByText(/Expected “\(”/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Save & activate' }).click();
  await page.getByText('The text of the conditions cannot be read yet').waitFor();
  await text.fill("any(did('Page Viewed').atLeast(4).inLast('7 days'), none(did('Support Contacted')))");
  await page.getByText('Conditions', { exact: true }).click();
  expect(await page.getByLabel('How many times').first().inputValue()).toBe('4');
  const id = await save('Save & activate');
  expect(await api(`/segments/${id}`)).toMatchObject({
    criteria: {
      type: 'any',
      of: [
        { ...did('Page Viewed'), count: { atLeast: 4 }, window: { rolling: { amount: 7, unit: 'days' } } },
        { type: 'not', of: { type: 'any', of: [did('Support Contacted')] } },
      ],
    },
  });
}, 180_000);
