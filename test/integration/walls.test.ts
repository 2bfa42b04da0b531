import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** One planted violation per wall: files to write, and the file whose import must be reported. */
interface Plant {
  readonly files: Readonly<Record<string, string>>;
  readonly at: string;
}

const empty = 'export const here = 1;\n';
const plants: Readonly<Record<string, Plant>> = {
  'no-cycles': {
    files: {
      'src/core/ring-a.ts': "import { b } from './ring-b';\nexport const a = () => b;\n",
      'src/core/ring-b.ts': "import { a } from './ring-a';\nexport const b = () => a;\n",
    },
    at: 'src/core/ring-a.ts',
  },
  'contract-is-words': { files: { 'src/contract/p.ts': "import '../core/target';\n" }, at: 'src/contract/p.ts' },
  'core-is-pure': { files: { 'src/core/p1.ts': "import '../engine/target';\n" }, at: 'src/core/p1.ts' },
  'core-and-contract-know-no-node': { files: { 'src/core/p2.ts': "import 'node:fs';\n" }, at: 'src/core/p2.ts' },
  'engine-knows-no-window': { files: { 'src/engine/p1.ts': "import '../main/target';\n" }, at: 'src/engine/p1.ts' },
  'main-enters-by-the-door': { files: { 'src/main/p1.ts': "import '../engine/target';\n" }, at: 'src/main/p1.ts' },
  'main-stays-thin': { files: { 'src/main/p2.ts': "import '../renderer/app/target';\n" }, at: 'src/main/p2.ts' },
  'cli-has-no-window': { files: { 'src/cli/p1.ts': "import '../main/target';\n" }, at: 'src/cli/p1.ts' },
  'preload-is-a-slit': { files: { 'src/preload/p1.ts': "import '../contract/target';\n" }, at: 'src/preload/p1.ts' },
  'renderer-is-a-page': {
    files: { 'src/renderer/app/p1.ts': "import '../../engine/target';\n" },
    at: 'src/renderer/app/p1.ts',
  },
  'renderer-knows-no-node': {
    files: { 'src/renderer/app/p2.ts': "import 'node:fs';\n" },
    at: 'src/renderer/app/p2.ts',
  },
  'features-are-strangers': {
    files: {
      'src/renderer/features/one/p.ts': "import '../two/target';\n",
      'src/renderer/features/two/target.ts': empty,
    },
    at: 'src/renderer/features/one/p.ts',
  },
  'ui-knows-no-feature': { files: { 'src/renderer/ui/p.ts': "import '../app/target';\n" }, at: 'src/renderer/ui/p.ts' },
  'one-door-to-git': { files: { 'src/engine/p2.ts': "import 'simple-git';\n" }, at: 'src/engine/p2.ts' },
  'one-door-to-watching': { files: { 'src/engine/p3.ts': "import 'chokidar';\n" }, at: 'src/engine/p3.ts' },
  'one-monaco-set-up': {
    files: { 'src/renderer/app/p3.ts': "import 'monaco-editor/editor';\n" },
    at: 'src/renderer/app/p3.ts',
  },
  'widgets-live-in-ui': {
    files: { 'src/renderer/app/p4.ts': "import 'lucide-react';\n" },
    at: 'src/renderer/app/p4.ts',
  },
  'no-orphans': { files: { 'src/core/lonely.ts': empty }, at: 'src/core/lonely.ts' },
  'not-resolvable': { files: { 'src/core/p5.ts': "import './nowhere';\n" }, at: 'src/core/p5.ts' },
  'no-dev-dependency-in-src': { files: { 'src/engine/p4.ts': "import 'fast-check';\n" }, at: 'src/engine/p4.ts' },
};

const repository = resolve(import.meta.dirname, '../..');
const config = createRequire(import.meta.url)(join(repository, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string; comment: string }[];
};

let folder: string;
let violations: { rule: { name: string }; from: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'selvedge-walls-'));
  const targets = ['contract', 'core', 'engine', 'main', 'renderer/app'].map((room) => [
    `src/${room}/target.ts`,
    empty,
  ]);
  const files = { ...Object.fromEntries(targets), ...Object.assign({}, ...Object.values(plants).map((p) => p.files)) };
  for (const [path, text] of Object.entries(files as Record<string, string>)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await cp(join(repository, 'package.json'), join(folder, 'package.json'));
  await cp(join(repository, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  await cp(join(repository, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', join(repository, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src'];
  const json = await new Promise<string>((done) =>
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (_error, stdout) => done(stdout)),
  );
  violations = (JSON.parse(json) as { summary: { violations: typeof violations } }).summary.violations;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('walls', () => {
  it('gives a reason for each wall and has a planted violation for each', () => {
    expect(config.forbidden.filter((rule) => rule.comment.length < 20)).toEqual([]);
    expect(Object.keys(plants).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(plants))('catches a violation of %s', (name, plant) => {
    expect(violations.filter((v) => v.rule.name === name).map((v) => v.from)).toContain(plant.at);
  });
});
