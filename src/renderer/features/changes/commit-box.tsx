import { useState } from 'react';
import { useCommands } from '../../app/commands/commands';
import { CommandButton } from '../../app/commands/command-button';
import { latestOf } from '../../app/client/loadable';
import { useProject, type RepositoryStatus } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/text-area';
import { countWords } from '../../ui/size-words';
import { commit } from './change-actions';
import { readKeptMessage } from './kept-message';
import { identityQuery, setMessage, useChanges } from './changes-store';
import styles from './changes.module.css';

/** The message, who commits, and the button; in the middle of a merge, the way to Merge instead. */
export function CommitBox({ status }: { readonly status: RepositoryStatus }) {
  const project = useProject();
  const { projectId, root } = project;
  const message = useChanges((state) => state.message) ?? readKeptMessage(root);
  const [working, setWorking] = useState(false);
  const identity = latestOf(useQuery(identityQuery, { projectId }));
  const who = identity?.person ?? null;
  const staged = status.entries.filter((entry) => entry.conflict === null && isStaged(entry.staged)).length;
  const busy = status.progress !== 'none' && status.progress !== 'bisect';
  const ready = !working && !busy && staged > 0 && message.trim() !== '' && identity?.person !== null;
  const run = async (): Promise<void> => {
    setWorking(true);
    await commit(project, status, message);
    setWorking(false);
  };
  useCommands([
    {
      id: 'commit',
      changesRepository: true,
      title: 'Commit',
      group: 'Changes',
      keys: ['Mod+Enter'],
      when: () => ready,
      run,
    },
  ]);
  if (busy) return null;
  return (
    <form className={styles.commit} aria-label="Commit" onSubmit={(event) => event.preventDefault()}>
      <TextArea
        label="Commit message"
        labelHidden
        placeholder="What changes, and why"
        rows={3}
        value={message}
        onChange={(text) => setMessage(root, text)}
      />
      {identity !== null && identity.person === null && <WhoAreYou />}
      <div className={styles.commitLine}>
        <span className={styles.commitNote}>{who === null ? '' : `As ${who.name} <${who.email}>`}</span>
        <CommandButton
          command="commit"
          variant="primary"
          pending={working}
          words={staged === 0 ? 'Commit' : `Commit ${countWords(staged, 'file')}`}
        />
      </div>
    </form>
  );
}

const isStaged = (change: string): boolean => change !== 'unchanged' && change !== 'untracked' && change !== 'ignored';

const whoCommands = 'git config --global user.name "Your Name"\ngit config --global user.email you@example.net';

function WhoAreYou() {
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.who} role="note">
      <p>Git does not know yet who commits. Run these two lines once in a terminal, with your name and address:</p>
      <pre className={styles.lines}>{whoCommands}</pre>
      <Button icon="copy" onPress={() => void navigator.clipboard.writeText(whoCommands).then(() => setCopied(true))}>
        {copied ? 'Copied' : 'Copy the lines'}
      </Button>
    </div>
  );
}
