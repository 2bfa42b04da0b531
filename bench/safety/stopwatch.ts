import { readFileSync } from 'node:fs';

/** One measured piece of work. `cpuMs`: user and system time of this process and of the programs it waited for. */
export interface Reading {
  readonly what: string;
  readonly who: string;
  readonly wallMs: number;
  readonly cpuMs: number;
}

export type Measure = <T>(what: string, who: string, work: () => Promise<T>) => Promise<T>;

export function stopwatch(): { readonly readings: readonly Reading[]; readonly measure: Measure } {
  const readings: Reading[] = [];
  return {
    readings,
    measure: async (what, who, work) => {
      const cpu = cpuMs();
      const start = performance.now();
      const value = await work();
      readings.push({ what, who, wallMs: performance.now() - start, cpuMs: cpuMs() - cpu });
      return value;
    },
  };
}

const ticksPerSecond = 100;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000 + childrenMs();
}

/** Linux tells it per process; elsewhere the children's part is missing. */
function childrenMs(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The name in brackets may hold anything; cutime and cstime are the 14th and 15th word after it.
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(words[13]) + Number(words[14])) / ticksPerSecond) * 1_000;
  } catch {
    return 0;
  }
}
