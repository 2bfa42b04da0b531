import { useState } from 'react';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client/client';
import { Faces } from '../../app/panes/faces';
import { useQuery } from '../../app/client/query';
import { appInfoQuery } from '../../app/client/shared-queries';
import { Button } from '../../ui/button';
import { PathText } from '../../ui/path-text';
import styles from './settings.module.css';

type Info = OutputOf<'app.info'>;

const linesOf = (info: Info): readonly (readonly [string, string])[] => [
  ['Selvedge', info.version],
  ['Runtime', info.runtime],
  ['Platform', info.platform],
  ['Git', info.gitVersion ?? 'not found'],
  ['Git is at', info.gitPath ?? 'not found'],
  ['Backups and logs', info.dataFolder],
];

/** Which versions of what run here, ready to be pasted into a report. */
export function About() {
  const info = useQuery(appInfoQuery, {});
  return (
    <Faces
      loadable={info}
      loadingLabel="Loading versions"
      tryAgain={() => void appInfoQuery.again()}
      ready={(value) => <Lines info={value} />}
    />
  );
}

function Lines({ info }: { readonly info: Info }) {
  const [copied, setCopied] = useState(false);
  const lines = linesOf(info);
  const text = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <>
      <dl className={styles.facts}>
        {lines.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>
              <PathText path={value} />
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.buttons}>
        <Button icon="copy" onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {copied ? 'Copied' : 'Copy versions'}
        </Button>
        <Button
          icon="external"
          variant="quiet"
          onPress={() => void callEngine('app.reveal', { path: info.dataFolder })}
        >
          Show the folder
        </Button>
      </div>
    </>
  );
}
