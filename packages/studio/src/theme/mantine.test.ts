import { expect, test } from 'vitest';
import listed from './mantine.ts?raw';

const sources = import.meta.glob<string>('../**/*.tsx', { eager: true, query: '?raw', import: 'default' });
const styled = Object.keys(import.meta.glob('../../../../node_modules/@mantine/core/styles/*.css')).map(
  (file) => /(\w+)\.css$/.exec(file)?.[1] ?? '',
);

test('every component of Mantine that is used has its styles loaded', () => {
  const used = new Set(
    Object.values(sources).flatMap((text) =>
      [...text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.replace('type ', '').trim()),
      ),
    ),
  );
  expect(styled.length).toBeGreaterThan(50);
  expect(used.size).toBeGreaterThan(30);
  expect(styled.filter((name) => used.has(name) && !listed.includes(`/${name}.css`))).toEqual([]);
});
