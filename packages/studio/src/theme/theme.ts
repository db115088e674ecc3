import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#edf6f1',
  '#d8ebe1',
  '#aed6c3',
  '#7fbea1',
  '#55a784',
  '#35906c',
  '#217858',
  '#175d46',
  '#114837',
  '#0b3327',
];

const ember: MantineColorsTuple = [
  '#fdf2e9',
  '#fae1cd',
  '#f5c499',
  '#efa562',
  '#e88b3a',
  '#d97320',
  '#b65b14',
  '#91470f',
  '#70370c',
  '#4d2507',
];

const iris: MantineColorsTuple = [
  '#f1f0fa',
  '#e1dff4',
  '#c3bfe8',
  '#a49eda',
  '#897fcc',
  '#7266bd',
  '#5d50a6',
  '#4a3f86',
  '#393068',
  '#28214a',
];

const brick: MantineColorsTuple = [
  '#fcefed',
  '#f7d9d5',
  '#eeb3ab',
  '#e48a7e',
  '#da6858',
  '#c94b3b',
  '#ad392a',
  '#8a2c20',
  '#6a2219',
  '#491711',
];

/** Greys with a breath of green, so that paper, lines and ink belong to the pine. */
const gray: MantineColorsTuple = [
  '#f7f8f5',
  '#eff1ec',
  '#e3e7df',
  '#d3d9d0',
  '#b4bdb3',
  '#8a958b',
  '#636e65',
  '#49534c',
  '#303833',
  '#1a211d',
];

const dark: MantineColorsTuple = [
  '#e5ebe6',
  '#c5cec7',
  '#9aa69d',
  '#77847b',
  '#47524b',
  '#333d37',
  '#252d28',
  '#1b221e',
  '#141a17',
  '#0e1310',
];

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.31,
  black: '#1a211d',
  colors: { pine, ember, iris, brick, red: brick, gray, dark },
  fontFamily: "'Hanken Grotesk Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily: "'Bricolage Grotesque Variable', 'Hanken Grotesk Variable', system-ui, sans-serif",
    fontWeight: '620',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: 'clamp(1.375rem, 1.05rem + 1.3vw, 1.75rem)', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.55', xl: '1.4' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  radius: { xs: '4px', sm: '7px', md: '10px', lg: '14px', xl: '20px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  shadows: {
    xs: '0 1px 2px rgb(20 40 30 / 5%)',
    sm: '0 1px 2px rgb(20 40 30 / 6%), 0 2px 8px rgb(20 40 30 / 4%)',
    md: '0 4px 18px rgb(20 40 30 / 9%), 0 1px 3px rgb(20 40 30 / 6%)',
    lg: '0 12px 40px rgb(20 40 30 / 14%)',
  },
  // Plain objects: `Button.extend` and its like would load every component named here with the first page.
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 580 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm' }, classNames: { root: 'kindred-badge' } },
    Input: { defaultProps: { size: 'sm' } },
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.4, blur: 2 } },
    },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.4, blur: 2 } } },
    // The first entry takes the focus; Mantine's stand-in for it is no child that a menu may have.
    Menu: {
      defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false, menuItemTabIndex: 0 },
    },
    MenuDivider: { defaultProps: { role: 'separator' } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md' } },
    SegmentedControl: { defaultProps: { size: 'xs', radius: 'md' } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Tabs: { defaultProps: { keepMounted: false } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
  },
});

const hues = ['pine', 'ember', 'iris', 'brick', 'red'] as const;

/** The quiet variant of badges, buttons and pills: a wash of the hue under its ink. */
function washes(): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const hue of hues) {
    const name = hue === 'red' ? 'brick' : hue;
    variables[`--mantine-color-${hue}-light`] = `var(--k-${name}-wash)`;
    variables[`--mantine-color-${hue}-light-hover`] =
      `color-mix(in srgb, var(--k-${name}-wash) 88%, var(--k-${name}-ink))`;
    variables[`--mantine-color-${hue}-light-color`] = `var(--k-${name}-ink)`;
  }
  return {
    ...variables,
    '--mantine-color-gray-light': 'var(--k-sunken)',
    '--mantine-color-gray-light-hover': 'var(--k-line)',
    '--mantine-color-gray-light-color': 'var(--mantine-color-dimmed)',
  };
}

/** Paper, ink and lines of both schemes; the rest of the studio names these and no raw colours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...washes(),
    '--mantine-color-body': '#f7f8f5',
    '--mantine-color-text': '#1a211d',
    '--mantine-color-dimmed': '#5a655d',
    '--mantine-color-placeholder': '#68736b',
    '--mantine-color-default-border': '#dde2d9',
    '--mantine-color-error': '#ad392a',
    '--k-surface': '#ffffff',
    '--k-raised': '#ffffff',
    '--k-sunken': '#f0f2ed',
    '--k-line': '#e3e7df',
    '--k-ink-strong': '#10201a',
    '--k-pine-ink': '#175d46',
    '--k-pine-wash': '#dfeee6',
    '--k-ember-ink': '#8f4710',
    '--k-ember-wash': '#fcefe3',
    '--k-iris-ink': '#4a3f86',
    '--k-iris-wash': '#efedf9',
    '--k-brick-ink': '#962f22',
    '--k-brick-wash': '#fbeae7',
    '--k-known': '#217858',
    '--k-guests': '#897fcc',
    '--k-everyone': '#b4bdb3',
  },
  dark: {
    ...washes(),
    '--mantine-color-body': '#121714',
    '--mantine-color-text': '#dfe6e1',
    '--mantine-color-dimmed': '#98a59c',
    '--mantine-color-placeholder': '#8b988f',
    '--mantine-color-default': '#1b221e',
    '--mantine-color-default-hover': '#222a25',
    '--mantine-color-default-border': '#333d37',
    '--mantine-color-error': '#ee9386',
    '--k-surface': '#181e1b',
    '--k-raised': '#1d2420',
    '--k-sunken': '#131916',
    '--k-line': '#29322c',
    '--k-ink-strong': '#f3f7f4',
    '--k-pine-ink': '#8fd0b2',
    '--k-pine-wash': '#1b362c',
    '--k-ember-ink': '#f2b27a',
    '--k-ember-wash': '#382513',
    '--k-iris-ink': '#b9b2e6',
    '--k-iris-wash': '#26223d',
    '--k-brick-ink': '#f0a196',
    '--k-brick-wash': '#3a1f1a',
    '--k-known': '#55a784',
    '--k-guests': '#897fcc',
    '--k-everyone': '#5b665e',
  },
});
