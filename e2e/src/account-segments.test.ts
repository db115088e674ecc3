import { apiKey, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;
/** The address of the segment of large accounts. */
let large: string;

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

async function call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(product.url + path, {
    method,
    headers: body === undefined ? { authorization: headers.authorization } : headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(`${method} ${path} ${answer.ok}`).toBe(`${method} ${path} true`);
  return answer.status === 204 ? {} : await answer.json();
}

const accounts: readonly [id: string, name: string, industry: string, employees: number, people: readonly string[]][] =
  [
    ['acme', 'Acme', 'Banking', 900, ['ana', 'bo']],
    ['birch', 'Birch', 'Retail', 700, ['cy']],
    ['cobalt', 'Cobalt', 'Banking', 800, []],
    ['dune', 'Dune', 'Retail', 20, ['dora']],
    ['elm', 'Elm', 'Farming', 5, []],
  ];

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(20_000);
  const users = accounts.flatMap(([, , , , people]) => people);
  await call('POST', '/v1/batch', {
    writeKey,
    batch: users.map((userId) => ({ type: 'track', userId, event: 'Loan Requested' })),
  });
  for (const [id, name, industry, employees, people] of accounts) {
    await call('PUT', `/v1/groups/account/${id}`, { traits: { name, industry, employees } });
    for (const user of people) await call('PUT', `/v1/groups/account/${id}/members/${user}`);
  }
  await call('PUT', '/v1/groups/organization/bank', { traits: { name: 'The Bank' } });
  await call('PUT', '/v1/groups/organization/org-north', { traits: { name: 'Region North' }, parent: 'bank' });
  await call('PUT', '/v1/groups/organization/org-north/members/ana');
  const { id } = await call('POST', '/v1/segments', {
    name: { en: 'Large accounts' },
    subject: 'account',
    active: true,
    criteria: { type: 'property', property: 'account.employees', operator: 'atLeast', value: 500 },
  });
  await signIn(page, product.url);
  large = `${page.url().replace(/\/segments.*$/, '')}/segments/${id}`;
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** What stands in the first cells of the rows. */
const names = () => page.getByRole('table', { name: 'Members' }).getByRole('row').getByRole('link').allTextContents();
const shown = (wanted: readonly string[]) => expect.poll(names, { timeout: 20_000 }).toEqual(wanted);

test('the overview of a segment of accounts tells how many they are, whom they have, and what they have in common', async () => {
  await page.goto(large);
  const totals = page.getByRole('region', { name: 'How many they are' });
  await totals.getByText('accounts now').waitFor();
  await totals.getByText('60% of all accounts').waitFor();
  await totals.getByText('People who belong to them').waitFor();
  await totals.getByText('75% of everyone').waitFor();
  await page.getByRole('heading', { name: 'Size, enters and exits' }).waitFor();
  const industry = page.getByRole('region', { name: 'industry' });
  await industry.getByText('Banking').waitFor();
  await industry.getByTitle('2 accounts').first().waitFor();
  await looked(page, 'account-overview');
});

test('accounts of a segment are found, sorted and shown with traits of theirs', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${large}?tab=members`);
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await shown(['Acme', 'Birch', 'Cobalt']);
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await shown(['Cobalt', 'Birch', 'Acme']);
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await shown(['Acme', 'Birch', 'Cobalt']);
  await page.getByText('Without', { exact: true }).click();
  await shown(['Cobalt']);
  await page.getByText('All', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Columns' }).click();
  await page.getByRole('option', { name: 'industry' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'industry' }).waitFor();
  await page.getByLabel('Search members').fill('banking');
  await shown(['Acme', 'Cobalt']);
  await page.getByLabel('Search members').fill('dune');
  await page.getByText('They are not members, but the search finds them:').waitFor();
  await page.getByRole('link', { name: 'Why not?' }).waitFor();
  await page.getByLabel('Search members').fill('');
  await shown(['Acme', 'Birch', 'Cobalt']);
  await looked(page, 'account-members');
});

test('accounts are added and left out by name, on the page and in the editor', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${large}?tab=members&sort=name`);
  await page.getByRole('textbox', { name: 'Add by name' }).fill('elm');
  await page.getByRole('option', { name: /Elm/ }).click();
  await shown(['Acme', 'Birch', 'Cobalt', 'Elm']);
  await page.getByRole('button', { name: 'Actions: Birch' }).click();
  await page.getByRole('menuitem', { name: 'Leave Birch out by name' }).click();
  await shown(['Acme', 'Cobalt', 'Elm']);
  await page.getByText('1 account added by name · 1 account left out by name').waitFor();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Remove Elm' }).click();
  await page.getByRole('button', { name: 'Remove Birch' }).click();
  await page.getByRole('textbox', { name: 'Added by name' }).fill('dun');
  await page.getByRole('option', { name: /Dune/ }).click();
  await page.getByRole('button', { name: 'Remove Dune' }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('1 account added by name').waitFor();
  await page.goto(`${large}?tab=members&sort=name`);
  await shown(['Acme', 'Birch', 'Cobalt', 'Dune']);
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.getByText('By name: 1 account more added, 1 account taken off the list').waitFor();
});

test('roles are given to people: the tab leads to a segment of the people of these accounts', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${large}?tab=roles`);
  await page.getByText('Roles are given to people').waitFor();
  await looked(page, 'account-roles');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: 'Make a segment of their people' }).click();
  // How many that are depends on whom the tests before named.
  await expect.poll(() => page.getByTestId('preview-total').textContent()).toMatch(/^[1-9]\d*$/);
  const people = (await page.getByTestId('preview-total').textContent()) ?? '';
  const who = people === '1' ? '1 person has' : `${people} people have`;
  expect(await page.getByLabel('Name of the segment').inputValue()).toBe('People of “Large accounts”');
  await page.getByRole('button', { name: 'Save & activate' }).click();
  await page.getByRole('tab', { name: 'Roles' }).click();
  await expect.poll(() => page.getByTestId('segment-size').textContent()).toBe(people);
  await page.getByRole('combobox', { name: 'Role' }).fill('lounge');
  await page.getByRole('button', { name: 'Give this role' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give the role “lounge”?' });
  await dialog.getByText(`${who} it from now on`).waitFor();
  await looked(page, 'role-given');
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole('button', { name: 'Do not give it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('It gives no roles').waitFor();
  await page.getByRole('button', { name: 'Give this role' }).click();
  await dialog.getByRole('button', { name: 'Give this role' }).click();
  await page.getByRole('row', { name: /lounge/ }).waitFor();
  await page.getByRole('button', { name: 'Take back the role lounge' }).click();
  const taking = page.getByRole('dialog', { name: 'Take back the role “lounge”?' });
  await taking.getByText(`${who} it from this segment.`).waitFor();
  await looked(page, 'role-taken');
  await page.setViewportSize({ width: 1440, height: 900 });
  await taking.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('It gives no roles').waitFor();
}, 120_000);

test('the list of segments tells which are of accounts', async () => {
  await page.goto(large.replace(/\/[^/]*$/, ''));
  const row = page.getByRole('row').filter({ hasText: 'Large accounts' });
  await row.getByText('accounts', { exact: true }).waitFor();
  await page.getByRole('columnheader', { name: 'Members' }).waitFor();
  await looked(page, 'account-list');
});

test('accounts are compared with all accounts, a row a click away from a segment of accounts', async () => {
  await page.goto(`${large}?tab=compare&by=account.industry`);
  await page.getByText(/beside 5 accounts in all/).waitFor();
  await page.getByRole('link', { name: 'Make a segment of these members: Banking' }).click();
  await page.getByText('The members of this segment are accounts.').waitFor();
  await expect.poll(() => page.getByTestId('preview-total').textContent(), { timeout: 20_000 }).toBe('2');
});

test('accounts with so many people are found whoever these are', async () => {
  await page.goto(`${large.replace(/\/[^/]*$/, '')}/new`);
  await page.getByLabel('Name of the segment').fill('Accounts of two');
  await page.getByText('accounts', { exact: true }).click();
  await page.getByText('Accounts that match are listed here.').waitFor();
  await page.getByText('the accounts that match are counted as you go').waitFor();
  const search = page.getByLabel('Search properties, events and segments').first();
  await search.fill('Number of its people');
  await search.press('Enter');
  await page.getByRole('textbox', { name: 'How many people' }).fill('2');
  await page.getByText('Whoever they are; add a condition to count only some of them.').waitFor();
  await expect.poll(() => page.getByTestId('preview-total').textContent(), { timeout: 20_000 }).toBe('1');
  await page.getByText('Accounts with at least 2 people').first().waitFor();
  await looked(page, 'account-people');
  await page.getByLabel('Test any account by name or id').fill('birch');
  await page.getByRole('button', { name: /Birch/ }).click();
  await page
    .getByText('Why this account matches or not')
    .or(page.getByText('Out', { exact: true }))
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'All accounts' }).click();
  await page.getByLabel('Test any account by name or id').fill('');
  // A share of all of them would tell nothing: what is missing stands where it is missing.
  await page.getByLabel('People or a share of them').selectOption('share');
  await page.getByText('Add a condition, or remove this group.').waitFor();
  await page.getByLabel('People or a share of them').selectOption('count');
  await page.getByRole('button', { name: 'Save & activate' }).click();
  await page.getByText('Its members are counted from the past and kept true from now on.').waitFor();
  await page.getByRole('tab', { name: 'Members' }).click();
  await shown(['Acme']);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByText('Whoever they are; add a condition to count only some of them.').waitFor();
  expect(await page.getByRole('textbox', { name: 'How many people' }).inputValue()).toBe('2');
});

test('organizations name the one above, and those below one are asked about on request', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const studio = large.replace(/\/segments.*$/, '');
  await page.goto(`${studio}/groups/organization`);
  await page.getByText('under The Bank').waitFor();
  const criteria = { type: 'property', property: 'organization.id', operator: 'oneOf', value: ['bank'] };
  await page.goto(`${studio}/segments/new?criteria=${encodeURIComponent(JSON.stringify(criteria))}`);
  await page.getByText('Who belongs to one below is not meant.').waitFor();
  await expect.poll(() => page.getByTestId('preview-total').textContent(), { timeout: 20_000 }).toBe('0');
  await page.getByRole('button', { name: 'With those below' }).click();
  await expect.poll(() => page.getByTestId('preview-total').textContent(), { timeout: 20_000 }).toBe('1');
  expect(await page.getByText('Who belongs to one below is not meant.').count()).toBe(0);
  await looked(page, 'organization-below');
});
