/**
 * Starts the app whose folder is the first argument that is no switch, as Electron's own default app does.
 *
 * Only for the runtime that comes from a registry package: that one is a packaged app and lacks this file. It is an ES
 * module that awaits the app at top level; else `ready` would fire before the app could register its scheme.
 */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

function readArguments(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    if (args[index] === '-r' || args[index] === '--require') modules.push(args[(index += 1)]);
    else if (!args[index].startsWith('-')) return { modules, folder: resolve(args[index]) };
  }
  return { modules, folder: null };
}

const { modules, folder } = readArguments(process.argv.slice(1));
if (folder === null) {
  process.stderr.write('Say which app to start: electron FOLDER\n');
  app.exit(2);
} else {
  const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(productName ?? name);
  app.setVersion(version);
  app.setAppPath(folder);
  for (const file of modules) require(resolve(file));
  await import(pathToFileURL(join(folder, main)).href);
}
