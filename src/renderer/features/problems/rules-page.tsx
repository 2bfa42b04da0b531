import { useMemo, useState } from 'react';
import type { RuleDescription } from '../../../contract/problems';
import { Faces } from '../../app/panes/faces';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';
import { emptySelection } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { SearchField } from '../../ui/search-field';
import { SplitPanes } from '../../ui/split-panes';
import { countWords } from '../../ui/size-words';
import { severityIcons } from './problem-list';
import { overviewQuery, rulesQuery, setFilter, setPage } from './problems-store';
import styles from './problems.module.css';

/** Everything that is checked, how serious it is here, and what no file can tell. */
export function RulesPage() {
  const { projectId } = useProject();
  const answer = useQuery(rulesQuery, { projectId });
  return (
    <Faces
      loadable={answer}
      loadingLabel="Loading the rules"
      tryAgain={() => void rulesQuery.again()}
      ready={({ rules, notOffline }) => (
        <SplitPanes
          id="rules"
          firstPercent={60}
          handleLabel="Resize the list of rules"
          first={<RuleList rules={rules} />}
          second={
            <div className={styles.offline} tabIndex={0} role="region" aria-label="What files alone cannot tell">
              <h2 className={styles.offlineTitle}>What files alone cannot tell</h2>
              <p className={styles.quiet}>
                The fabric checks these when it is asked to apply something. Nothing here says that they hold.
              </p>
              <ul className={styles.offlineList}>
                {notOffline.map(({ why, numbers }) => (
                  <li key={`${why}${numbers.join()}`}>{why}</li>
                ))}
              </ul>
              <OwnAdditions />
            </div>
          }
        />
      )}
    />
  );
}

const now = { kind: 'working-tree' } as const;

/** What the person's own folder adds, and what is wrong with it. */
function OwnAdditions() {
  const { projectId } = useProject();
  const answer = useQuery(overviewQuery, { projectId, moment: now });
  if (answer.state !== 'ready') return null;
  const { loaded, problems } = answer.value.extensions;
  return (
    <>
      <h2 className={styles.offlineTitle}>What you added</h2>
      {loaded.length + problems.length === 0 && (
        <p className={styles.quiet}>
          Nothing. Rules, lists and kinds of your own come from the folder extensions beside the settings.
        </p>
      )}
      <ul className={styles.offlineList}>
        {loaded.map((name) => (
          <li key={name}>{name}</li>
        ))}
        {problems.map(({ file, reason }) => (
          <li key={`${file}${reason}`}>
            <strong>{file}</strong> was not taken: {reason}
          </li>
        ))}
      </ul>
    </>
  );
}

const words = (rule: RuleDescription): string =>
  `${rule.id}, ${rule.effective === 'off' ? 'switched off here' : rule.effective}: ${rule.title}, ${rule.source}`;

function RuleList({ rules }: { readonly rules: readonly RuleDescription[] }) {
  const [text, setText] = useState('');
  const [selection, setSelection] = useState(emptySelection);
  const shown = useMemo(() => {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
    return rules.filter((rule) => wanted.every((word) => words(rule).toLowerCase().includes(word)));
  }, [rules, text]);
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <SearchField label="Filter rules" value={text} onChange={setText} className={pane.grow} />
      </div>
      <ListView
        label="Rules"
        items={shown}
        keyOf={(rule) => rule.id}
        nameOf={words}
        selection={selection}
        onSelection={setSelection}
        lines={2}
        autoFocus
        onAct={(rule) => {
          setFilter(rule.id);
          setPage('now');
        }}
        renderRow={(rule) => (
          <>
            <span className={styles.sign} data-severity={rule.effective}>
              <Icon name={rule.effective === 'off' ? 'off' : severityIcons[rule.effective]} />
            </span>
            <span className={styles.lines}>
              <span className={styles.message} title={rule.title}>
                {rule.title}
              </span>
              <span className={styles.quiet}>
                {rule.id} · {rule.source === 'own' ? 'a check of our own' : rule.source}
              </span>
            </span>
            {rule.effective === 'off' && <Badge>off here</Badge>}
            {rule.effective !== 'off' && rule.effective !== rule.severity && <Badge>{rule.effective} here</Badge>}
          </>
        )}
      />
      <p className={pane.summary}>{countWords(shown.length, 'rule')}. Enter shows its problems.</p>
    </div>
  );
}
