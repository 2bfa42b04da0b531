/** Works through all of it, at most `atOnce` at a time. Throws the first error, after those at work have ended. */
export async function inParallel<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const errors: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const one of left) {
      if (errors.length > 0) return;
      await work(one).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  if (errors.length > 0) throw errors[0];
}
