/**
 * The walls of the house. Each rule says why it stands; `npm run walls` checks them, and
 * test/integration/walls.test.ts plants one violation of each to see it caught.
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const node =
  '^(node:)?(fs|path|os|child_process|crypto|worker_threads|net|http|https|process|stream|url|util|zlib|events|module|timers|readline|tty|v8|vm|perf_hooks|assert|dns|dgram|cluster|buffer)(/|$)';

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'A cycle means two files are one thing, or a thing sits in the wrong room.',
      {},
      { circular: true },
    ),
    forbid(
      'contract-is-words',
      'The contract is what may be said; it depends on nothing of ours.',
      { path: '^src/contract' },
      { path: '^src/(?!contract)' },
    ),
    forbid(
      'core-is-pure',
      'Core works from values alone: only contract and core.',
      { path: '^src/core' },
      { path: '^src/(?!core|contract)' },
    ),
    forbid(
      'core-and-contract-know-no-node',
      'Pure code runs in the page, in workers and in Node alike.',
      { path: '^src/(core|contract)' },
      { path: node },
    ),
    forbid(
      'engine-knows-no-window',
      'The engine runs without Electron, under the CLI and in tests.',
      { path: '^src/engine' },
      { path: '^(electron|react|monaco-editor)($|/)|^src/(main|preload|renderer|cli)' },
    ),
    forbid(
      'main-enters-by-the-door',
      'Main uses the engine through its one door.',
      { path: '^src/main' },
      { path: '^src/engine/(?!index\\.ts$)' },
    ),
    forbid(
      'main-stays-thin',
      'Main is windows, menus and IPC.',
      { path: '^src/main' },
      { path: '^src/(renderer|cli|preload)' },
    ),
    forbid(
      'cli-has-no-window',
      'Git calls the CLI where there is no display.',
      { path: '^src/cli' },
      { path: '^electron($|/)|^src/(main|preload|renderer)' },
    ),
    forbid(
      'preload-is-a-slit',
      'The bridge has three functions and knows only their names.',
      { path: '^src/preload' },
      { path: '^src/(?!preload|contract/bridge\\.ts)' },
    ),
    forbid(
      'renderer-is-a-page',
      'The page could run in a browser: contract, core and itself only.',
      { path: '^src/renderer' },
      { path: '^src/(engine|main|preload|cli)' },
    ),
    forbid(
      'renderer-knows-no-node',
      'A sandboxed page has no Node.',
      { path: '^src/renderer' },
      { path: node + '|^electron($|/)' },
    ),
    forbid(
      'features-are-strangers',
      'A feature never imports another feature: share through app, editor or ui.',
      { path: '^src/renderer/features/([^/]+)/' },
      { path: '^src/renderer/features/([^/]+)/', pathNot: '^src/renderer/features/$1/' },
    ),
    forbid(
      'ui-knows-no-feature',
      'The kit serves every feature, so it knows none.',
      { path: '^src/renderer/ui' },
      { path: '^src/renderer/(features|app)' },
    ),
    forbid(
      'one-door-to-git',
      'Every git process gets the safe invocation profile.',
      { path: '^src', pathNot: '^src/engine/git/' },
      { path: 'simple-git' },
    ),
    forbid(
      'one-door-to-watching',
      'Watchers are hints; one room knows their faults.',
      { path: '^src', pathNot: '^src/engine/watch/' },
      { path: 'chokidar' },
    ),
    forbid(
      'one-monaco-set-up',
      'Monaco is pinned and themed in one place.',
      { path: '^src', pathNot: '^src/renderer/(editor|features/merge)/' },
      { path: 'monaco-editor' },
    ),
    forbid(
      'widgets-live-in-ui',
      'Third-party widgets are wrapped once, in the kit.',
      { path: '^src', pathNot: '^src/renderer/ui/' },
      { path: 'node_modules/(react-aria|react-stately|@react-aria|react-resizable-panels|lucide-react)' },
    ),
    forbid(
      'no-orphans',
      'A file that nothing reaches is dead.',
      { orphan: true, path: '^src', pathNot: '\\.d\\.ts$|\\.css$|src/(main|preload|cli)/index\\.ts$' },
      {},
    ),
    forbid('not-resolvable', 'An import that resolves to nothing.', {}, { couldNotResolve: true }),
    forbid(
      'no-dev-dependency-in-src',
      'What ships may not need a development package.',
      { path: '^src' },
      { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(electron|@types)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '\\.(css|svg|ttf)$' },
  },
};
