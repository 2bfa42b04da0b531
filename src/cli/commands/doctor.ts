import { mkdtemp, realpath, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createEngine } from '../../engine/index';
import { columns } from '../columns';
import { describeFailure } from '../../core/failure/describe-failure';
import { usableDataFolder } from '../data-folder';
import type { Check } from '../doctor/examination';
import { Examination, expectThat } from '../doctor/examination';
import { examineConcurrency, examineFabric, examineMerging, examineOperations } from '../doctor/examine-repository';
import type { Terminal } from '../end';
import { exitCodes } from '../exit-codes';

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
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'selvedge-doctor-')));
  try {
    const report = await examine(folder, version);
    if (json) terminal.out(JSON.stringify(report, null, 2));
    else terminal.out(inWords(report));
    return exitCodes[report.overall_success ? 'done' : 'conflicts'].code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function examine(folder: string, version: string): Promise<DoctorReport> {
  const engine = await createEngine({
    dataFolder: join(folder, 'data'),
    actor: 'doctor',
    watch: false,
    emit: () => undefined,
  });
  const examination = new Examination(engine);
  try {
    const git = await examination.check('git is there', async () => {
      const { gitVersion, gitPath } = await engine.gitFacts();
      expectThat(gitVersion !== null, 'git was not found, or is too old');
      return [`${gitVersion} at ${gitPath ?? ''}`, gitVersion];
    });
    await examination.check('the data folder can be used', async () => {
      const usable = await usableDataFolder();
      expectThat(usable.ok, usable.ok ? '' : describeFailure(usable.failure).sentence);
      return [usable.value, null];
    });
    const scratch = await examination.check('a scratch repository is made and opened', async () => {
      const { path } = await examination.value('projects.create-demo', { parent: folder });
      const { projectId, root } = await examination.value('projects.open', { path, remember: false });
      return [root, { projectId, root }];
    });
    let concurrent = 0;
    if (scratch) {
      await examineOperations(examination, scratch);
      await examineMerging(examination, scratch, conflictingBranch);
      await examineFabric(examination, scratch);
      concurrent = await examineConcurrency(examination, scratch);
    }
    return await reportOf(examination, concurrent, { selvedge: version, node: process.versions.node, git });
  } finally {
    await engine.close();
  }
}

async function reportOf(
  { checks, responsesMs }: Examination,
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
