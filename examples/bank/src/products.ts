export const products = ['checking', 'savings', 'mortgage', 'auto-loan', 'personal-loan', 'credit-card'] as const;
export type Product = (typeof products)[number];

export const productNames: Readonly<Record<Product, string>> = {
  checking: 'Free Checking',
  savings: 'High Tide Savings',
  mortgage: 'Mortgage',
  'auto-loan': 'Auto loan',
  'personal-loan': 'Personal loan',
  'credit-card': 'Lantern credit card',
};
