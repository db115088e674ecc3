import type { FastifySwaggerUiOptions } from '@fastify/swagger-ui';

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="40" height="40">
  <title>Kindred</title>
  <rect width="32" height="32" rx="9" fill="#175d46"/>
  <circle cx="12.6" cy="16" r="6.6" fill="#a9d6c3"/>
  <circle cx="19.4" cy="16" r="6.6" fill="#f2a65a" fill-opacity=".92"/>
  <path d="M16 10.34a6.6 6.6 0 0 1 0 11.32 6.6 6.6 0 0 1 0-11.32Z" fill="#fff"/>
</svg>`;

/**
 * The pages of the API in the colours of the studio. There is one document to read, so the field for another's address is
 * not shown; with it goes the only thing in the bar but the mark, which leads to the studio, and the switch to dark.
 */
const style = `
.swagger-ui .topbar { padding: 10px 0; background: transparent; border-bottom: 1px solid rgb(120 140 130 / 25%); }
.swagger-ui .topbar .download-url-wrapper { display: none; }
.swagger-ui .topbar-wrapper { flex-flow: row nowrap; justify-content: space-between; }
.swagger-ui .dark-mode-toggle button svg { fill: #636e65; }
html.dark-mode .swagger-ui .dark-mode-toggle button svg { fill: #c5cec7; }
.swagger-ui, .swagger-ui .info .title, .swagger-ui .opblock-tag, .swagger-ui .btn, .swagger-ui .info p,
.swagger-ui .opblock .opblock-summary-description, .swagger-ui table thead tr th, .swagger-ui label {
  font-family: 'Hanken Grotesk Variable', system-ui, -apple-system, 'Segoe UI', sans-serif;
}
.swagger-ui .info { margin: 28px 0 20px; }
.swagger-ui .info .title small { vertical-align: middle; background: #636e65; }
.swagger-ui .info .title small.version-stamp { background: #175d46; }
.swagger-ui .info .title small pre { color: #fff; }
.swagger-ui .info p { max-width: 760px; margin-inline: 0; line-height: 1.75; }
.swagger-ui .info p code { padding: 1px 5px; white-space: nowrap; }
.swagger-ui .info a, .swagger-ui .info .link { color: #175d46; }
html.dark-mode .swagger-ui .info a, html.dark-mode .swagger-ui .info .link { color: #7fbea1; }
.swagger-ui .scheme-container { padding: 12px 0; box-shadow: none; background: transparent; }
.swagger-ui .btn.authorize { color: #175d46; border-color: #175d46; border-radius: 8px; }
.swagger-ui .btn.authorize svg { fill: #175d46; }
html.dark-mode .swagger-ui .btn.authorize { color: #7fbea1; border-color: #7fbea1; }
html.dark-mode .swagger-ui .btn.authorize svg { fill: #7fbea1; }
.swagger-ui .opblock-tag { font-size: 18px; }
@media (max-width: 640px) { .swagger-ui .wrapper, .swagger-ui .topbar .wrapper { padding: 0 16px; } }
`;

/** Names for screen readers what the pages leave without: the mark, the switch to dark, the main part. */
const names = `
document.getElementById('swagger-ui').setAttribute('role', 'main');
new MutationObserver((_changes, observer) => {
  const mark = document.querySelector('.topbar img');
  const dark = document.querySelector('.dark-mode-toggle button');
  if (mark === null || dark === null) return;
  mark.alt = 'Kindred';
  dark.setAttribute('aria-label', 'Light or dark');
  observer.disconnect();
}).observe(document.body, { childList: true, subtree: true });
`;

/** How the pages at `/docs` look. */
export const documentationLook: Pick<FastifySwaggerUiOptions, 'theme' | 'logo'> = {
  logo: { type: 'image/svg+xml', content: mark, href: '/studio/', target: '_self' },
  theme: {
    title: 'Kindred API',
    css: [{ filename: 'kindred.css', content: style }],
    js: [{ filename: 'names.js', content: names }],
    favicon: [{ filename: 'mark.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: mark }],
  },
};
