import { type PagePath, pageOf } from '../pages.js';
import { type Html, html } from './html.js';
import { type Icon, icon } from './icons.js';
import { link } from './layout.js';
import { type SceneName, scene } from './scenes.js';

/** The head of a product page. */
export function banner(banner: {
  readonly eyebrow: string;
  readonly title: string;
  readonly text: string;
  readonly scene: SceneName;
  readonly action?: Html;
}): Html {
  return html`<section class="banner"><div class="wrap banner-row"><div class="banner-text"><p class="eyebrow">${banner.eyebrow}</p><h1>${banner.title}</h1><p class="lead">${banner.text}</p>${
    banner.action === undefined ? null : html`<p class="actions">${banner.action}</p>`
  }</div><div class="banner-picture">${scene(banner.scene)}</div></div></section>`;
}

export function button(href: string, label: string, kind: 'solid' | 'light' | 'outline' = 'solid'): Html {
  return html`<a class="button ${kind}" href="${href}">${label}</a>`;
}

export function textLink(path: PagePath, label: string, query = ''): Html {
  return html`<a class="text-link" href="${link(path, query)}">${label}${icon('arrow')}</a>`;
}

export function points(items: readonly (readonly [Icon, string, string])[]): Html {
  return html`<ul class="points">${items.map(
    ([name, title, text]) => html`<li>${icon(name)}<h3>${title}</h3><p>${text}</p></li>`,
  )}</ul>`;
}

export function section(
  title: string,
  body: Html,
  more: { readonly intro?: string; readonly tinted?: boolean } = {},
): Html {
  return html`<section class="section${more.tinted === true ? ' tinted' : ''}"><div class="wrap"><header class="section-head"><h2>${title}</h2>${
    more.intro === undefined ? null : html`<p>${more.intro}</p>`
  }</header>${body}</div></section>`;
}

/** Rates side by side; the caption names the table for screen readers. */
export function rateTable(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${caption}"><table class="rates"><caption class="visually-hidden">${caption}</caption><thead><tr>${heads.map(
    (head) => html`<th scope="col">${head === '' ? html`<span class="visually-hidden">Feature</span>` : head}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([first = '', ...rest]) =>
      html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** Questions that open. */
export function questions(items: readonly (readonly [string, string])[]): Html {
  return html`<div class="questions">${items.map(
    ([question, answer]) => html`<details><summary>${question}</summary><p>${answer}</p></details>`,
  )}</div>`;
}

/** A document that can be downloaded; the download is an event. */
export function download(file: string, label: string): Html {
  return html`<a class="document" href="/demo/documents/${file}.pdf" download data-document="${label}">${icon('file')}<span>${label}<small>PDF</small></span></a>`;
}

/** The last thing on a product page: what to do now. */
export function closing(title: string, text: string, actions: Html): Html {
  return html`<section class="closing"><div class="wrap closing-row"><div><h2>${title}</h2><p>${text}</p></div><p class="actions">${actions}</p></div></section>`;
}

export interface Calculator {
  readonly name: 'mortgage' | 'auto' | 'personal' | 'savings';
  readonly title: string;
  readonly amount: readonly [least: number, most: number, step: number, first: number];
  readonly years: readonly [least: number, most: number, first: number];
  readonly rate: number;
}

/** Worked out in the browser; the numbers people try are events. */
export function calculator(facts: Calculator): Html {
  const [least, most, step, first] = facts.amount;
  const [fewest, longest, years] = facts.years;
  const saving = facts.name === 'savings';
  return html`<form class="calculator" data-calculator="${facts.name}" data-rate="${facts.rate}"><h2>${facts.title}</h2>
<div class="field"><label for="calc-amount">${saving ? 'You put in each month' : 'You borrow'}</label><output for="calc-amount" data-amount></output><input id="calc-amount" name="amount" type="range" min="${least}" max="${most}" step="${step}" value="${first}"></div>
<div class="field"><label for="calc-years">${saving ? 'For' : 'Paid back over'}</label><output for="calc-years" data-years></output><input id="calc-years" name="years" type="range" min="${fewest}" max="${longest}" step="1" value="${years}"></div>
<p class="calculator-result"><span>${saving ? 'You will have' : 'Each month'}</span><strong data-result aria-live="polite"></strong><small data-detail></small></p></form>`;
}

/** Cards that lead to guides. */
export function guideCards(guides: readonly (readonly [PagePath, string, SceneName, string])[]): Html {
  return html`<ul class="guides">${guides.map(
    ([path, kicker, picture, minutes]) =>
      html`<li><a href="${link(path)}"><div class="guide-picture">${scene(picture)}</div><p class="eyebrow">${kicker}</p><h3>${pageOf(path).title}</h3><p class="muted">${minutes}</p></a></li>`,
  )}</ul>`;
}
