/** Dependencies point one way: criteria ← live ← store, warehouse ← server ← cli; studio and browser know HTTP and criteria. */
const may = {
  criteria: [],
  live: ['criteria'],
  store: ['criteria', 'live'],
  warehouse: ['criteria', 'live'],
  server: ['criteria', 'live', 'store', 'warehouse'],
  cli: ['criteria', 'live', 'store', 'warehouse', 'server'],
  browser: ['criteria'],
  studio: ['criteria'],
};

const boundaries = Object.entries(may).map(([name, allowed]) => ({
  name: `${name}-knows-only-what-it-may`,
  comment: `packages/${name} may import ${allowed.length === 0 ? 'no other package' : allowed.join(', ')}`,
  severity: 'error',
  from: { path: `^packages/${name}/src` },
  to: {
    path: `^(packages/(?!(${[name, ...allowed].join('|')})/)${name === 'cli' ? '' : '|examples/'})`,
  },
}));

module.exports = {
  forbidden: [
    ...boundaries,
    {
      name: 'criteria-and-live-run-anywhere',
      comment: 'They run at the edge and in browsers, so they use nothing of Node; tests may.',
      severity: 'error',
      from: { path: '^packages/(criteria|live)/src', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional'], pathNot: '^packages/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or have a third one in them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'product-does-not-need-tests',
      severity: 'error',
      from: { path: '^(packages|examples)/', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.(css|svg|png)$|virtual:' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    // Packages are read in their source, wherever an import points to what was built from it.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.json'],
    },
    doNotFollow: { path: ['node_modules', '/dist/'] },
    // swc does not read .tsx here; what the studio may import is held by its manifest (scripts/check.mjs) and knip.
    exclude: { path: ['/generated/', '\\.tsx$'] },
  },
};
