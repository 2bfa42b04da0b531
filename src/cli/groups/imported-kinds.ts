import { importCrdsCommand, listCrdsCommand, removeCrdsCommand } from '../commands/crds';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

/** Kinds of other people that resources are judged by: list, import, remove. */
export function addImportedKinds({ program, terminal, shared, end }: CommandDoor): void {
  const crds = program
    .command('crds')
    .description('kinds of your cluster, as its CustomResourceDefinitions define them');
  crds
    .command('list')
    .description('what was imported, and what cannot be read')
    .option('--json', jsonHelp)
    .action(async ({ json }: Json) => end(await listCrdsCommand(shared(json), terminal)));
  crds
    .command('import')
    .description('keep a file that kubectl get crd -o yaml printed; one of the same name is replaced')
    .argument('<file>', 'YAML or JSON; - reads standard input')
    .option('--name <name>', 'what it is kept as; the file’s own name, or “cluster”, unless told')
    .option('--json', jsonHelp)
    .action(async (file: string, { json, name }: Json & { name?: string }) =>
      end(await importCrdsCommand({ ...shared(json), file, name: name ?? null }, terminal)),
    );
  crds
    .command('remove')
    .description('forget the kinds of one imported file')
    .argument('<name>', 'as crds list says it')
    .option('--json', jsonHelp)
    .action(async (name: string, { json }: Json) => end(await removeCrdsCommand({ ...shared(json), name }, terminal)));
}
