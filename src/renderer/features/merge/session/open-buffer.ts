import { loadMonaco } from '../../../editor/load-monaco';
import type { ResultBuffer } from '../model/result-buffer';
import { MonacoBuffer } from '../view/monaco-buffer';

/** A buffer for a result. Loads the editor the first time. */
export async function openBuffer(lines: readonly string[], path: string): Promise<ResultBuffer> {
  return new MonacoBuffer(await loadMonaco(), lines.join('\n'), path);
}
