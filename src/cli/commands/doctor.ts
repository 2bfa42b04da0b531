import { access, mkdtemp, realpath, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { errorCode } from '../../engine/files/file-system';
import { listKindFiles } from '../../engine/fabric/desk/kind-files';
import { findGit } from '../../engine/git/find-git';
import { createEngine, type Engine } from '../../engine/index';
import { columns } from '../columns';
import { describeFailure } from '../../core/failure/describe-failure';
import { usableDataFolder } from '../data-folder';
import type { Check } from '../doctor/examination';
import { Checks, Examination, expectThat } from '../doctor/examination';
import { examineConcurrency, examineFabric, examineMerging, examineOperations } from '../doctor/examine-repository';
import type { Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { counted } from '../words';

/** What an examination found. The names are those that scripts of the field ask for. */
interface DoctorReport {
  readonly overall_success: boolean;
  /** In percent. */
  readonly success_rate: number;
  readonly tests_passed: number;
  readonly tests_failed: number;
  readonly performance_metrics: {
    /** Milliseconds, over every call that was made. */
    readonly average_response_time: number;
    /** Resident memory of this process at the end. */
    readonly memory_usage_mb: number;
    /** Operations that were asked for at the same time and came through. */
    readonly concurrent_operations: number;
  };
  readonly recommendations: readonly string[];
  readonly tests: readonly Check[];
  readonly versions: { readonly selvedge: string; readonly node: string; readonly git: string | null };
}

/** A branch of the demo fabric that cannot be merged without a question. */
const conflictingBranch = 'feature/storage-growth';

/** Tests this installation on a scratch repository that is gone afterwards. Exit code 1 when a test failed. */
export async function doctorCommand(
  { json, version }: { readonly json: boolean; readonly version: string },
  terminal: Terminal,
): Promise<number> {
  const checks = new Checks();
  const folder = await checks.check('a scratch folder can be made', () => makeScratchFolder(tmpdir()));
  try {
    const report = await examine(checks, folder, version);
    if (json) terminal.out(JSON.stringify(report, null, 2));
    else terminal.out(inWords(report));
    return exitCodes[report.overall_success ? 'done' : 'conflicts'].code;
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

async function makeScratchFolder(parent: string): Promise<readonly [string, string]> {
  const made = await mkdtemp(join(parent, 'selvedge-doctor-')).catch((error: unknown) => errorCode(error) ?? 'unknown');
  expectThat(
    made.startsWith(parent),
    `${parent} takes no folder (${made}); set TMPDIR to one with room that you may write`,
  );
  return [made, await realpath(made)];
}

/** Makes and takes away a folder where the data folder is, or in the part of its path that is there. */
async function tryToWrite(folder: string): Promise<void> {
  let place = folder;
  while (!(await access(place).then(...thereOrNot)) && dirname(place) !== place) place = dirname(place);
  const made = await mkdtemp(join(place, '.selvedge-doctor-')).catch((error: unknown) => errorCode(error) ?? 'unknown');
  expectThat(made.startsWith(place), `${folder} cannot be written (${made}); set SELVEDGE_DATA to a folder that can`);
  await rmdir(made);
}

const thereOrNot = [() => true, () => false] as const;

async function examine(checks: Checks, folder: string | null, version: string): Promise<DoctorReport> {
  const git = await checks.check('git is there', async () => {
    const found = await findGit();
    expectThat(found.ok, found.ok ? '' : describeFailure(found.failure).sentence);
    return [`${found.value.version} at ${found.value.path}`, found.value.version];
  });
  await checks.check('the data folder can be used', async () => {
    const usable = await usableDataFolder();
    expectThat(usable.ok, usable.ok ? '' : describeFailure(usable.failure).sentence);
    await tryToWrite(usable.value);
    return [usable.value, null];
  });
  await checks.check('imported kinds can be read', lookAtKinds);
  // Without both the rest would say the same again, ten times.
  const responsesMs: number[] = [];
  let concurrent = 0;
  if (folder !== null && git !== null) {
    const scratch = await checks.check('the engine starts', () => startEngine(folder));
    if (scratch) concurrent = await examineEngine(new Examination(scratch, checks, responsesMs), folder);
  }
  return reportOf(checks.all, responsesMs, concurrent, { selvedge: version, node: process.versions.node, git });
}

async function lookAtKinds(): Promise<readonly [string, null]> {
  const usable = await usableDataFolder();
  const files = usable.ok ? await listKindFiles(join(usable.value, 'extensions')) : [];
  const bad = files.find(({ problem }) => problem !== null);
  expectThat(
    bad === undefined,
    `${bad?.name}: ${bad?.problem}; import it again, or remove it with selvedge crds remove ${bad?.name}`,
  );
  const kinds = files.reduce((sum, file) => sum + file.kinds.length, 0);
  return [`${counted(kinds, 'kind')} in ${counted(files.length, 'file')}`, null];
}

async function startEngine(folder: string): Promise<readonly [string, Engine]> {
  const dataFolder = join(folder, 'data');
  return [dataFolder, await createEngine({ dataFolder, actor: 'doctor', watch: false, emit: () => undefined })];
}

/** Answers how many operations came through at the same time. */
async function examineEngine(examination: Examination, folder: string): Promise<number> {
  try {
    const scratch = await examination.check('a scratch repository is made and opened', async () => {
      const { path } = await examination.value('projects.create-demo', { parent: folder });
      const { projectId, root } = await examination.value('projects.open', { path, remember: false });
      return [root, { projectId, root }];
    });
    if (!scratch) return 0;
    await examineOperations(examination, scratch);
    await examineMerging(examination, scratch, conflictingBranch);
    await examineFabric(examination, scratch);
    return await examineConcurrency(examination, scratch);
  } finally {
    await examination.engine.close();
  }
}

async function reportOf(
  checks: readonly Check[],
  responsesMs: readonly number[],
  concurrent: number,
  versions: DoctorReport['versions'],
): Promise<DoctorReport> {
  const passed = checks.filter((check) => check.passed).length;
  const average = responsesMs.reduce((sum, ms) => sum + ms, 0) / Math.max(responsesMs.length, 1);
  return {
    overall_success: passed === checks.length,
    success_rate: Math.round((1000 * passed) / checks.length) / 10,
    tests_passed: passed,
    tests_failed: checks.length - passed,
    performance_metrics: {
      average_response_time: Math.round(average * 10) / 10,
      memory_usage_mb: Math.round(process.memoryUsage().rss / 1024 / 1024),
      concurrent_operations: concurrent,
    },
    recommendations: await recommend(checks, average),
    tests: checks,
    versions,
  };
}

/** A folder that is not there yet will lie on the disk of the part above it. */
async function freeBytesAt(folder: string): Promise<number | null> {
  const disk = await statfs(folder).catch(() => null);
  if (disk !== null) return disk.bavail * disk.bsize;
  return dirname(folder) === folder ? null : freeBytesAt(dirname(folder));
}

const slowMs = 1_000;
const littleSpaceBytes = 1024 * 1024 * 1024;

async function recommend(checks: readonly Check[], averageMs: number): Promise<string[]> {
  const advice = checks.filter(({ passed }) => !passed).map(({ name, detail }) => `Look into “${name}”: ${detail}`);
  const usable = await usableDataFolder();
  const freeBytes = usable.ok ? await freeBytesAt(usable.value) : null;
  if (freeBytes !== null && freeBytes < littleSpaceBytes)
    advice.push(
      `Make room where backups are kept: ${usable.ok ? usable.value : ''} has ${Math.round(freeBytes / 1024 / 1024)} MB left.`,
    );
  if (averageMs > slowMs)
    advice.push(
      `Calls took ${Math.round(averageMs)} ms on average: keep the data folder and the repository on a local disk, and out of a virus scanner’s way.`,
    );
  return advice;
}

function inWords({ tests, performance_metrics: figures, recommendations, ...report }: DoctorReport): string {
  return [
    columns(tests.map(({ passed, name, ms, detail }) => [passed ? 'ok' : 'FAILED', name, `${ms} ms`, detail])),
    `${report.tests_passed} of ${tests.length} passed; ${figures.average_response_time} ms a call, ${figures.memory_usage_mb} MB, ${figures.concurrent_operations} operations at a time`,
    ...recommendations,
  ].join('\n');
}
