import type { FileContent } from '../../contract/basics';
import { checkProjectPath } from '../files/project-path';
import { nodeFileSystem } from '../files/node-file-system';
import { readContent } from '../files/read-content';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Project } from '../project';

/** What lies in the working tree now. Fails only for a path that is none of the project's. */
export async function readFile(project: Pick<Project, 'place'>, path: string): Promise<Result<FileContent>> {
  const fs = nodeFileSystem();
  const checked = checkProjectPath(path, fs.platform);
  return checked.ok ? ok(await readContent(fs, project.place.root, checked.value)) : checked;
}
