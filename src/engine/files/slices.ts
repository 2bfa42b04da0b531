/** How long quick steps may follow one another before the process looks up. */
const sliceMs = 15;

let sliceEnd = 0;

/** Whether it is time to `rest`: to be asked in loops of quick steps that hold the process up. */
export const isTired = (): boolean => performance.now() > sliceEnd;

/** Lets everything else of the process have its turn. */
export async function rest(): Promise<void> {
  await new Promise((resume) => setImmediate(resume));
  sliceEnd = performance.now() + sliceMs;
}
