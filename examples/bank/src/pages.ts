/** The pages of the bank's site: what the site is built of, and what its visitors of the past have seen. */
export const basePath = '/demo';

const titles = {
  '/': ['Home', 'Banking for people with places to be'],
  '/checking/': ['Checking', 'Free Checking'],
  '/savings/': ['Savings', 'Savings and certificates'],
  '/loans/': ['Loans', 'Loans'],
  '/loans/mortgage/': ['Mortgage', 'Mortgages'],
  '/loans/personal/': ['Personal loan', 'Personal loans'],
  '/loans/auto/': ['Auto loan', 'Auto loans'],
  '/cards/': ['Cards', 'Credit and debit cards'],
  '/business/': ['Business', 'Business banking'],
  '/branches/': ['Branches', 'Branches and ATMs'],
  '/articles/': ['Articles', 'The Pilot House: guides to money'],
  '/articles/first-home/': ['Article: First home', 'The first home, step by step'],
  '/articles/emergency-fund/': ['Article: Emergency fund', 'How big should a rainy-day fund be?'],
  '/articles/switching-banks/': ['Article: Switching banks', 'Switching banks in an afternoon'],
  '/articles/small-business-cash/': ['Article: Small business cash', 'Thirteen weeks of cash: a plan for small firms'],
  '/apply/': ['Apply', 'Open an account'],
  '/sign-in/': ['Sign in', 'Sign in'],
  '/account/': ['Account', 'Your accounts'],
  '/contact/': ['Contact', 'Talk to us'],
} as const;

export type PagePath = keyof typeof titles;

export interface Page {
  /** Below the base path. */
  readonly path: PagePath;
  /** What the page call names it. */
  readonly name: string;
  /** Of the document, before the bank's name. */
  readonly title: string;
}

export const bankName = 'Larkhaven Bank';

export function pageOf(path: PagePath): Page {
  const [name, title] = titles[path];
  return { path, name, title };
}

export function isPagePath(path: string): path is PagePath {
  return path in titles;
}

export const pagePaths: readonly PagePath[] = Object.keys(titles).filter(isPagePath);

/** As the document's title says it. */
export function documentTitle(page: Page): string {
  return `${page.title} | ${bankName}`;
}
