import { basePath, documentTitle, type PagePath, pageOf } from '../pages.js';
import { type Html, html } from './html.js';
import { icon, mark } from './icons.js';

export interface PageContent {
  readonly path: PagePath;
  /** For search engines and shared links. */
  readonly description: string;
  readonly main: Html;
}

/** Address of a page of the bank. */
export function link(path: PagePath, query = ''): string {
  return `${basePath}${path}${query}`;
}

const navigation: readonly (readonly [PagePath, string])[] = [
  ['/checking/', 'Checking'],
  ['/savings/', 'Savings'],
  ['/loans/', 'Loans'],
  ['/cards/', 'Cards'],
  ['/business/', 'Business'],
  ['/articles/', 'Guides'],
];

const footerColumns: readonly (readonly [string, readonly (readonly [PagePath, string])[]])[] = [
  [
    'Everyday',
    [
      ['/checking/', 'Free Checking'],
      ['/savings/', 'High Tide Savings'],
      ['/cards/', 'Cards'],
    ],
  ],
  [
    'Borrowing',
    [
      ['/loans/mortgage/', 'Mortgages'],
      ['/loans/auto/', 'Auto loans'],
      ['/loans/personal/', 'Personal loans'],
    ],
  ],
  [
    'The bank',
    [
      ['/business/', 'Business banking'],
      ['/branches/', 'Branches and ATMs'],
      ['/articles/', 'The Pilot House guides'],
      ['/contact/', 'Contact'],
    ],
  ],
];

function navigationLinks(current: PagePath): readonly Html[] {
  return navigation.map(
    ([path, label]) =>
      html`<li><a href="${link(path)}"${current.startsWith(path) ? html` aria-current="page"` : null}>${label}</a></li>`,
  );
}

function header(current: PagePath): Html {
  return html`<a class="skip" href="#main">Skip to content</a>
<aside class="notice" aria-label="Opening hours"><div class="wrap"><span>Lobbies open until 5 today, until noon on Saturday</span><span class="notice-links"><a href="${link('/branches/')}">Branches and ATMs</a><a href="${link('/contact/')}">Help</a></span></div></aside>
<header class="masthead"><div class="wrap masthead-row">
<a class="brand" href="${link('/')}" title="Home">${mark}<span>Larkhaven <small>Bank</small></span></a>
<nav class="nav" id="nav" aria-label="Main"><ul>${navigationLinks(current)}</ul></nav>
<div class="masthead-actions"><a class="button quiet" href="${link('/sign-in/')}" data-signed="out">${icon('lock')}Sign in</a><a class="button quiet" href="${link('/account/')}" data-signed="in" hidden>${icon('lock')}<span data-first-name>Account</span></a><a class="button solid wide-only" href="${link('/apply/')}">Open an account</a>
<button class="menu-button" type="button" aria-expanded="false" aria-controls="nav">${icon('menu')}<span class="visually-hidden">Menu</span></button></div>
</div></header>`;
}

function footer(): Html {
  const columns = footerColumns.map(
    ([title, links]) =>
      html`<div><h2>${title}</h2><ul>${links.map(([path, label]) => html`<li><a href="${link(path)}">${label}</a></li>`)}</ul></div>`,
  );
  return html`<footer class="footer"><div class="wrap footer-top"><div class="footer-brand"><a class="brand" href="${link('/')}" title="Home">${mark}<span>Larkhaven <small>Bank</small></span></a><p>14 Lantern Street<br>Larkhaven</p><p><a href="tel:+15550100">(555) 0100</a><br>every day, 7 to 9</p></div>${columns}</div>
<div class="wrap footer-bottom"><p>Larkhaven Bank is made up. Its rates, branches and customers are too: this site shows what Kindred does for a site like it.</p><p><a href="/studio/">Kindred Studio</a></p></div></footer>`;
}

/** A whole document. */
export function layout(content: PageContent): string {
  const page = pageOf(content.path);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${documentTitle(page)}</title>
<meta name="description" content="${content.description}">
<meta name="theme-color" content="#0b3c40">
<link rel="icon" href="${basePath}/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="${basePath}/assets/site.css">
<script src="${basePath}/config.js" defer></script>
<script src="/kindred.js" defer></script>
<script src="${basePath}/assets/site.mjs" defer></script>
</head>
<body data-page="${content.path}" data-page-name="${page.name}">
${header(content.path)}
<main id="main">${content.main}</main>
${footer()}
</body>
</html>
`.html;
}
