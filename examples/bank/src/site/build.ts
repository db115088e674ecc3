import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { siteDirectory } from '../config.js';
import { mark } from './icons.js';
import { layout, type PageContent } from './layout.js';
import { emergencyFund, firstHome, guides, smallBusinessCash, switchingBanks } from './pages/articles.js';
import { cards, checking, savings } from './pages/everyday.js';
import { home } from './pages/home.js';
import { auto, loans, mortgage, personal } from './pages/loans.js';
import { account, apply, signIn } from './pages/personal-pages.js';
import { branchPage, business, contact } from './pages/places.js';
import { pdf } from './pdf.js';

// Writes the bank's site: one folder a page, the script, the style sheet, the documents.
const pages: readonly PageContent[] = [
  home,
  checking,
  savings,
  cards,
  loans,
  mortgage,
  auto,
  personal,
  business,
  branchPage,
  contact,
  guides,
  firstHome,
  emergencyFund,
  switchingBanks,
  smallBusinessCash,
  apply,
  signIn,
  account,
];

const documents: readonly (readonly [file: string, title: string])[] = [
  ['free-checking-fees', 'Free Checking fee schedule'],
  ['switch-kit', 'Account switch kit'],
  ['savings-rates', 'High Tide Savings rate sheet'],
  ['lantern-agreement', 'Lantern card agreement'],
  ['mortgage-checklist', 'Mortgage checklist'],
  ['closing-costs', 'Closing costs guide'],
  ['auto-checklist', 'Auto loan checklist'],
  ['personal-loan-terms', 'Personal loan terms'],
  ['business-fees', 'Business fee schedule'],
  ['merchant-services', 'Merchant services brochure'],
];

async function write(path: string, text: string): Promise<void> {
  const file = join(siteDirectory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

await rm(siteDirectory, { recursive: true, force: true });
for (const page of pages) await write(`${page.path.slice(1)}index.html`, layout(page));
for (const [file, title] of documents) {
  await write(
    `documents/${file}.pdf`,
    pdf(title, ['Larkhaven Bank', '', 'This bank is made up, and so is this document.']),
  );
}
await write('assets/mark.svg', mark.html.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '));
await build({
  absWorkingDir: fileURLToPath(new URL('../../src/web/', import.meta.url)),
  entryPoints: [
    { in: 'site.ts', out: 'site' },
    { in: 'site.css', out: 'site' },
  ],
  outdir: join(siteDirectory, 'assets'),
  // Not `.js`: what looks like the compiler's output and has no source beside it may be swept away.
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2020'],
  loader: { '.woff2': 'file' },
  assetNames: '[name]-[hash]',
  legalComments: 'none',
});
