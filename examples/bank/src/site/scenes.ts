import { type Html, html } from './html.js';

/** Pictures of the harbor, drawn of the same few things under different skies. */
export type SceneName = 'dawn' | 'noon' | 'dusk' | 'quay' | 'morning' | 'night';

interface Sky {
  readonly top: string;
  readonly bottom: string;
  readonly sun: string;
  readonly hills: readonly [string, string];
  readonly sea: readonly [string, string, string];
}

const skies: Readonly<Record<SceneName, Sky>> = {
  dawn: {
    top: '#12545a',
    bottom: '#f3c58b',
    sun: '#ffe3ae',
    hills: ['#3f7f7c', '#1f5f60'],
    sea: ['#2d7a7b', '#1c6165', '#0f484d'],
  },
  noon: {
    top: '#4fa3ad',
    bottom: '#fbe7b9',
    sun: '#fff6db',
    hills: ['#7fb7a4', '#4c8f85'],
    sea: ['#4a9fa3', '#2f8188', '#1a636b'],
  },
  dusk: {
    top: '#233a63',
    bottom: '#f0996b',
    sun: '#ffd9a0',
    hills: ['#5b5f84', '#3a456b'],
    sea: ['#4a5c86', '#34486f', '#223457'],
  },
  quay: {
    top: '#2f6f86',
    bottom: '#f5d9a8',
    sun: '#fff0c9',
    hills: ['#6ea0a0', '#3f7a80'],
    sea: ['#3f8a98', '#2a6f7f', '#185465'],
  },
  morning: {
    top: '#5fa9b5',
    bottom: '#fdeccb',
    sun: '#fff8e4',
    hills: ['#8dc1ad', '#5a9c8f'],
    sea: ['#58a8aa', '#39898f', '#226b73'],
  },
  night: {
    top: '#0b1f3a',
    bottom: '#31567b',
    sun: '#f7edcf',
    hills: ['#28466a', '#1b3453'],
    sea: ['#234a6d', '#183a5a', '#0f2b47'],
  },
};

function boat(x: number, y: number, size: number, sail: string): Html {
  return html`<g transform="translate(${x} ${y}) scale(${size})"><path d="M0-92V-6" stroke="#3a2a20" stroke-width="3.500"/><path d="M4-90C36-66 46-40 46-14H4z" fill="${sail}"/><path d="M-4-78C-24-56-34-34-34-14H-4z" fill="#fffaf0"/><path d="M-52-6H60C54 12 44 18 32 18H-28C-42 18-50 8-52-6z" fill="#8b3f2d"/><path d="M-52-6H60l-2.500 5H-50z" fill="#f8efe0"/></g>`;
}

function lighthouse(x: number, y: number, size: number, lit: boolean): Html {
  return html`<g transform="translate(${x} ${y}) scale(${size})">${
    lit
      ? html`<path d="M0-214 -1200-420V-30z" fill="#ffe9ae" opacity=".26"/><path d="M0-214 900-358V-100z" fill="#ffe9ae" opacity=".18"/>`
      : null
  }<path d="M-90 22C-70-16-36-22 0-22s84 6 104 44z" fill="#26383d"/><path d="M-26-188H26L38-14H-38z" fill="#fdf8ee"/><path d="M-28.800-148H28.800L31.500-108H-31.500zM-34-70H34L36.500-34H-36.500z" fill="#d9573b"/><path d="M10-188H26L38-14H16z" fill="#0b3c40" opacity=".1"/><rect x="-34" y="-198" width="68" height="10" rx="2" fill="#0b3c40"/><rect x="-19" y="-232" width="38" height="34" fill="#ffdf8d"/><path d="M-19-232h38M-6-232v34M7-232v34" stroke="#0b3c40" stroke-width="3"/><path d="M-25-232H25L0-262z" fill="#0b3c40"/><circle cx="0" cy="-264" r="4.500" fill="#0b3c40"/><path d="M-9-14v-26a9 9 0 0 1 18 0v26z" fill="#0b3c40"/></g>`;
}

function house(x: number, y: number, width: number, height: number, wall: string, roof: string, lit: boolean): Html {
  const light = lit ? '#ffd876' : '#cfe5e4';
  const column = width / 4;
  return html`<g transform="translate(${x} ${y})"><rect y="${-height}" width="${width}" height="${height}" fill="${wall}"/><path d="M-7 ${-height}H${width + 7}L${width / 2} ${-height - width * 0.52}z" fill="${roof}"/><rect x="${column * 0.7}" y="${-height + 16}" width="${column * 0.9}" height="20" fill="${light}"/><rect x="${column * 2.4}" y="${-height + 16}" width="${column * 0.9}" height="20" fill="${light}"/><rect x="${column * 0.7}" y="${-height + 52}" width="${column * 0.9}" height="20" fill="${light}"/><path d="M${column * 2.4} 0v-34h${column}v34z" fill="${roof}"/></g>`;
}

function shop(x: number, y: number, wall: string, awning: string): Html {
  const stripes = [0, 1, 2, 3, 4].map(
    (index) =>
      html`<path d="M${index * 26 + 2}-72h26v16a13 11 0 0 1-26 0z" fill="${index % 2 === 0 ? awning : '#fff8ea'}"/>`,
  );
  return html`<g transform="translate(${x} ${y})"><rect y="-138" width="134" height="138" fill="${wall}"/><rect x="-4" y="-144" width="142" height="9" fill="#23393f"/><rect x="16" y="-126" width="24" height="34" fill="#d7ebe8"/><rect x="55" y="-126" width="24" height="34" fill="#d7ebe8"/><rect x="94" y="-126" width="24" height="34" fill="#d7ebe8"/><rect x="12" y="-56" width="66" height="44" fill="#ffe6ab"/><rect x="90" y="-58" width="30" height="58" fill="#23393f"/>${stripes}</g>`;
}

function gull(x: number, y: number, size: number): Html {
  return html`<path transform="translate(${x} ${y}) scale(${size})" d="M-18-4C-12-11-5-10 0-2 5-10 12-11 18-4" fill="none" stroke="#fffaf0" stroke-width="3" stroke-linecap="round"/>`;
}

const foregrounds: Readonly<Record<SceneName, Html>> = {
  dawn: html`${lighthouse(545, 398, 1, true)}${boat(250, 452, 0.95, '#f0b23e')}${boat(108, 412, 0.5, '#e9dcc2')}`,
  noon: html`${boat(430, 462, 1.5, '#f0b23e')}${boat(190, 420, 0.72, '#d9573b')}${boat(610, 404, 0.46, '#fdf1d8')}`,
  dusk: html`<path d="M250 410C330 352 470 330 720 344V450H250z" fill="#2b3656"/>${house(392, 372, 104, 92, '#f6e7d0', '#9c4a37', true)}${house(528, 362, 88, 76, '#dbe5e2', '#31466c', true)}${house(640, 360, 92, 84, '#eccfae', '#6b3a3d', true)}${boat(150, 452, 0.7, '#f3d9a8')}`,
  quay: html`<path d="M210 420H720V470H210z" fill="#5f5a52"/><path d="M210 420H720V430H210z" fill="#a39a8a"/>${shop(248, 420, '#e9d3ae', '#d9573b')}${shop(396, 420, '#c9dedb', '#0f6b70')}${shop(544, 420, '#efc9a4', '#e0a32e')}${boat(120, 470, 0.86, '#fdf1d8')}`,
  morning: html`${lighthouse(600, 396, 0.82, false)}${house(300, 404, 84, 74, '#fdf6e8', '#c2573f', false)}${house(398, 404, 96, 88, '#e3efec', '#1e6468', false)}${boat(150, 458, 0.92, '#f0b23e')}`,
  night: html`${lighthouse(520, 400, 1, true)}${boat(210, 452, 0.8, '#c9d6e4')}`,
};

export function scene(name: SceneName): Html {
  const sky = skies[name];
  const id = `sky-${name}`;
  return html`<svg class="scene" viewBox="0 0 720 560" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false"><defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky.top}"/><stop offset=".74" stop-color="${sky.bottom}"/></linearGradient></defs><rect width="720" height="560" fill="url(#${id})"/><circle cx="372" cy="300" r="62" fill="${sky.sun}" opacity=".9"/><circle cx="372" cy="300" r="104" fill="${sky.sun}" opacity=".18"/><path d="M-20 404C90 330 170 352 250 376s150-62 262-24 150 26 228 8v64H-20z" fill="${sky.hills[0]}" opacity=".75"/><path d="M-20 412c110-44 210-20 330-10s230-48 430-12v40H-20z" fill="${sky.hills[1]}" opacity=".85"/><path d="M-20 402H740V560H-20z" fill="${sky.sea[0]}"/>${gull(180, 170, 1)}${gull(236, 146, 0.7)}${gull(470, 120, 0.8)}${foregrounds[name]}<path d="M-20 474c40-12 70-12 110 0s70 12 110 0 70-12 110 0 70 12 110 0 70-12 110 0 70 12 110 0 70-12 110 0v90H-20z" fill="${sky.sea[1]}" opacity=".92"/><path d="M-60 512c45-13 80-13 125 0s80 13 125 0 80-13 125 0 80 13 125 0 80-13 125 0 80 13 125 0 80-13 125 0v60H-60z" fill="${sky.sea[2]}"/></svg>`;
}
