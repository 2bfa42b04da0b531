import '../../../src/renderer/styles/tokens.css';
import '../../../src/renderer/styles/base.css';
import type { MergeDraft } from '../../../src/contract/merge';
import { goTo } from '../../../src/renderer/app/navigation';
import { useProjectStore } from '../../../src/renderer/app/project-store';
import { start } from '../../../src/renderer/app/start';
import { loadMonaco } from '../../../src/renderer/editor/load-monaco';
import { FakeBridge } from '../fake-bridge';
import { FakeMerge } from '../merge/fake-merge';
import { quietSettings, shellAnswers } from '../merge/shell-answers';
import { scenes } from './scenes';

/**
 * The merge screen in a plain browser, over a merge in memory: `?scene=NAME&theme=dark`. Drafts are kept in the
 * page's own storage, so a reload is a restart. `window.gallery` lets a script look behind it.
 */
const query = new URLSearchParams(location.search);
const scene = query.get('scene') ?? 'mixed';
const storageKey = `drafts ${scene}`;
const kept = JSON.parse(localStorage.getItem(storageKey) ?? '[]') as [string, MergeDraft][];
const merge = new FakeMerge((scenes[scene] ?? scenes.mixed)!(), new Map(kept));
merge.byStructure = query.get('by') !== 'lines';
const bridge = new FakeBridge({ ...shellAnswers, ...merge.answers() });
const theme = query.get('theme') === 'dark' ? ('dark' as const) : ('light' as const);
bridge.answer({
  'settings.read': () => ({ ...quietSettings, theme }),
  'merge.save-draft': ({ path, projectId: _, ...draft }) => {
    merge.drafts.set(path, { ...draft, savedAt: '2024-05-01T10:00:00Z' });
    localStorage.setItem(storageKey, JSON.stringify([...merge.drafts]));
    return { savedAt: '2024-05-01T10:00:00Z' };
  },
});
let revision = 0;
merge.onChange = () => bridge.emit({ kind: 'merge-state-changed', projectId: 'fabric', revision: ++revision });
Object.assign(window, { gallery: { merge, bridge, storageKey, loadMonaco } });
start(bridge, document.getElementById('root')!);
const stop = useProjectStore.subscribe(({ project }) => {
  if (project === null) return;
  stop();
  setTimeout(() => goTo('merge'), 0);
});
