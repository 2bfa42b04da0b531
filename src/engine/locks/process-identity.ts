import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';

/**
 * One process of one boot of one machine. Process numbers are reused, so the start time and the boot count too.
 * `null` where the platform does not tell.
 */
export const ProcessIdentity = z.object({
  pid: z.number().int(),
  startedAt: z.string().nullable(),
  bootId: z.string().nullable(),
  host: z.string(),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

let own: Promise<ProcessIdentity> | null = null;

export const ownIdentity = (): Promise<ProcessIdentity> => (own ??= identify(process.pid));

async function identify(pid: number): Promise<ProcessIdentity> {
  return { pid, startedAt: await startTicks(pid), bootId: await bootId(), host: hostname() };
}

/** Null: cannot be known from here (another machine). A live process whose start time differs is another one. */
export async function isAlive(who: ProcessIdentity): Promise<boolean | null> {
  if (who.host !== hostname()) return null;
  const boot = await bootId();
  if (boot !== null && who.bootId !== null && boot !== who.bootId) return false;
  if (!processExists(who.pid)) return false;
  const started = await startTicks(who.pid);
  return started === null || who.startedAt === null || started === who.startedAt;
}

export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Clock ticks from boot to the start of a process; Linux only. */
async function startTicks(pid: number): Promise<string | null> {
  const stat = await readProc(`/proc/${pid}/stat`);
  // The name in brackets may itself contain brackets and spaces: fields are counted after the last one.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

const bootId = async (): Promise<string | null> => (await readProc('/proc/sys/kernel/random/boot_id'))?.trim() ?? null;

async function readProc(path: string): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    return await readFile(path, 'utf8');
  } catch {
    // The process is gone or /proc is not mounted: not known.
    return null;
  }
}
