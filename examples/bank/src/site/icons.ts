import { type Html, html } from './html.js';

const paths = {
  wallet: html`<path d="M3.5 7.5A2.5 2.5 0 0 1 6 5h11.5v3M3.5 7.5v9A2.5 2.5 0 0 0 6 19h14.5V8H6"/><circle cx="16.6" cy="13.5" r="1.1"/>`,
  tide: html`<path d="M3 18.5c2 0 2-1.4 4.5-1.4s2.500 1.4 4.500 1.400 2.500-1.400 4.500-1.400 2.500 1.400 4.500 1.400"/><path d="M5 13.500l4.500-5 3.500 3L19 5m0 0h-4.200M19 5v4.200"/>`,
  house: html`<path d="M4 11.500 12 5l8 6.500M6.500 9.800V19h11V9.800M10 19v-5h4v5"/>`,
  car: html`<path d="M4 16.500v-3l2-5.500h12l2 5.500v3zM4 13.500h16M6.500 16.500V19M17.500 16.500V19"/>`,
  card: html`<rect x="3.500" y="6" width="17" height="12.500" rx="2"/><path d="M3.500 10.200h17M7 15h3.500"/>`,
  shop: html`<path d="M4.500 10v9h15v-9M3.500 9.500 5 5h14l1.500 4.500c-.6 1.700-3.200 1.700-4.200.2-1 1.500-3.300 1.500-4.300 0-1 1.500-3.300 1.500-4.300 0-1 1.500-3.600 1.500-4.200-.2zM10 19v-5h4v5"/>`,
  pin: html`<path d="M12 20.500s6.500-6 6.500-10.800a6.500 6.500 0 0 0-13 0c0 4.800 6.500 10.800 6.500 10.800z"/><circle cx="12" cy="9.800" r="2.300"/>`,
  chat: html`<path d="M4 6h16v10.500H11l-4.500 3.200v-3.200H4z"/><path d="M8 10h8M8 13h5"/>`,
  phone: html`<path d="M6.500 4.500h3l1.500 4-2 1.500a10 10 0 0 0 5 5l1.500-2 4 1.500v3c0 1-.8 1.700-1.800 1.600C10.800 18.500 5.500 13.200 4.900 6.300c-.1-1 .6-1.800 1.600-1.800z"/>`,
  lock: html`<rect x="5" y="10.500" width="14" height="9" rx="2"/><path d="M8 10.500V8a4 4 0 0 1 8 0v2.500"/>`,
  arrow: html`<path d="M5 12h14m0 0-5.500-5.500M19 12l-5.500 5.500"/>`,
  check: html`<path d="m5 12.500 4.500 4.500L19 7.500"/>`,
  book: html`<path d="M12 6.500C10 5 7 4.800 4 5v13c3-.2 6 0 8 1.500 2-1.500 5-1.700 8-1.500V5c-3-.2-6 0-8 1.500zm0 0v13"/>`,
  file: html`<path d="M6.500 4h7.500l4 4v12h-11.500zM14 4v4h4M9.500 12.500h5M9.500 15.800h5"/>`,
  clock: html`<circle cx="12" cy="12" r="8"/><path d="M12 7.500V12l3 2"/>`,
  menu: html`<path d="M4 7h16M4 12h16M4 17h16"/>`,
} as const;

export type Icon = keyof typeof paths;

/** A line icon that takes the colour of the text around it; it says nothing to screen readers. */
export function icon(name: Icon): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
}

/** The bank's mark: a lark over three waves. */
export const mark = html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect width="40" height="40" rx="11" fill="#0b3c40"/><path d="M8 17.500c5.500.5 8-1 10.500-4.500 1.700-2.400 4.300-3.400 6.700-2.400l4.300.9-3.200 1.700c.5 5-2.800 8.800-8 8.800-4.500 0-8-1.500-10.300-4.500z" fill="#f6c453"/><path d="M7.500 26c2.600 0 2.600 1.600 5.200 1.600s2.600-1.600 5.200-1.600 2.600 1.600 5.200 1.600 2.600-1.600 5.200-1.600 2.100 1.200 4.200 1.500M11 31.500c2.300 0 2.300 1.300 4.600 1.300s2.300-1.300 4.600-1.300 2.300 1.300 4.600 1.300 2.300-1.300 4.600-1.300" fill="none" stroke="#9fd3cd" stroke-width="1.900" stroke-linecap="round"/></svg>`;
