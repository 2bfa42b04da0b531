import { Button, IconButton } from '../../ui/button';
import type { IconName } from '../../ui/icon';
import { isEnabled, runCommand, useCommandRegistry, type Command } from './commands';
import { useProjectStore } from '../project-store';

interface CommandButtonProps {
  readonly command: string;
  /** Shorter words than the command's title, where the place says the rest. */
  readonly words?: string;
  readonly variant?: 'primary' | 'plain' | 'quiet';
  readonly icon?: IconName;
  readonly showKeys?: boolean;
  readonly pending?: boolean;
}

/** The command of an id. Drawn again when the folder goes away or comes back, as that decides what can run. */
function useCommand(id: string): Command | undefined {
  useProjectStore((state) => state.gone);
  return useCommandRegistry((state) => state.commands.get(id));
}

/** A button that is a command: its words, its key, whether it can run. */
export function CommandButton(props: CommandButtonProps) {
  const { command: id, words, variant = 'plain', icon, showKeys = true, pending = false } = props;
  const command = useCommand(id);
  const enabled = command !== undefined && isEnabled(command);
  return (
    <Button
      variant={variant}
      disabled={!enabled}
      pending={pending}
      onPress={() => void runCommand(id)}
      keys={showKeys ? command?.keys?.[0] : undefined}
      {...(icon === undefined ? {} : { icon })}
    >
      {words ?? command?.title ?? id}
    </Button>
  );
}

export function CommandIconButton({ command: id, icon }: { readonly command: string; readonly icon: IconName }) {
  const command = useCommand(id);
  return (
    <IconButton
      icon={icon}
      label={command?.title ?? id}
      keys={command?.keys?.[0]}
      disabled={command === undefined || !isEnabled(command)}
      onPress={() => void runCommand(id)}
    />
  );
}
