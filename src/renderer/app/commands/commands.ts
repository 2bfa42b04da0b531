import { useLayoutEffect, useRef } from 'react';
import { create } from 'zustand';
import { useProjectStore } from '../project-store';

/**
 * Everything a person can do, once: buttons, the application menu, shortcuts, the palette and the list of
 * shortcuts all read it from here.
 */
export interface Command {
  /** kebab-case verb phrase, stable: the application menu and failure remedies name it. */
  readonly id: string;
  /** Sentence case, a verb first: "Stage file". */
  readonly title: string;
  /** Heading in the palette and in the list of shortcuts: "Go to", "Changes". */
  readonly group: string;
  /** See `keys.ts`. The first is the one that is drawn. */
  readonly keys?: readonly string[];
  /** True: changes the repository, so it cannot run while the folder is not there. */
  readonly changesRepository?: boolean;
  /** False: shown disabled where it has a button, left out of the palette. */
  readonly when?: () => boolean;
  /** True: the keys work while typing in a field too. Unless told, only keys with `Mod` or F-keys do. */
  readonly whileTyping?: boolean;
  /** True: not offered in the palette (it would make no sense from there). */
  readonly hidden?: boolean;
  run(): void | Promise<unknown>;
}

export const useCommandRegistry = create<{ readonly commands: ReadonlyMap<string, Command> }>(() => ({
  commands: new Map<string, Command>(),
}));

/** All that are registered now, by id; the last of an id is the one that counts. */
const registered = new Map<string, readonly Command[]>();

/** Adds commands; a later one with the same id takes over until it leaves. Returns the function that removes them. */
export function registerCommands(added: readonly Command[]): () => void {
  for (const command of added) registered.set(command.id, [...(registered.get(command.id) ?? []), command]);
  showRegistered();
  return () => {
    for (const { id } of added) {
      const left = (registered.get(id) ?? []).filter((command) => !added.includes(command));
      if (left.length === 0) registered.delete(id);
      else registered.set(id, left);
    }
    showRegistered();
  };
}

function showRegistered(): void {
  const commands = new Map<string, Command>();
  for (const [id, stack] of registered) {
    const top = stack.at(-1);
    if (top !== undefined) commands.set(id, top);
  }
  useCommandRegistry.setState({ commands });
}

/**
 * The commands of a mounted screen. `run` and `when` are always those of the newest render: layout effects, so that a
 * key pressed right after a paint never meets the command of the paint before.
 */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands);
  useLayoutEffect(() => {
    newest.current = commands;
  });
  const signature = commands
    .map(({ id, title, keys, when }) => [id, title, keys?.join(), when?.() ?? true].join('|'))
    .join('\n');
  useLayoutEffect(
    () => registerCommands(newest.current.map((command, at) => followNewest(command, () => newest.current[at]))),
    [signature],
  );
}

function followNewest(first: Command, newest: () => Command | undefined): Command {
  return {
    ...first,
    when: () => newest()?.when?.() ?? true,
    run: () => newest()?.run(),
  };
}

export function findCommand(id: string): Command | null {
  return useCommandRegistry.getState().commands.get(id) ?? null;
}

export const isEnabled = ({ changesRepository, when }: Command): boolean =>
  !(changesRepository === true && useProjectStore.getState().gone) && (when?.() ?? true);

const underWay = new Set<string>();

/** Runs a command, unless its last run is still under way: a key that is held down does a thing once. */
export async function execute(command: Command): Promise<void> {
  if (underWay.has(command.id)) return;
  underWay.add(command.id);
  try {
    await command.run();
  } finally {
    underWay.delete(command.id);
  }
}

/** Runs a command by id. False when there is none, or when it cannot run now. */
export function runCommand(id: string): boolean {
  const command = findCommand(id);
  if (command === null || !isEnabled(command)) return false;
  void execute(command);
  return true;
}
