import type { ConflictChoice } from './model';
import { MergeContext } from './structure/context';
import { mergeDocumentText } from './structure/merge-document';
import { Version } from './structure/version';
import type { MergeOutcome } from './merge-outcome';
import type { MergePolicy } from './lists/list-policy';
import { Canon } from './structure/canon';
import type { Rendering } from './structure/context';
import type { MergeByLines } from './reconcile';
import type { ThreeTexts } from './text/regions';
import { mergeText } from './text/regions';
import { readMarkers } from './text/markers';

/** Merges a whole file by lines, with the reason why it is not merged by structure. Git's clean result stays as it is. */
export function mergeAsText(
  texts: ThreeTexts,
  git: MergeByLines,
  {
    path,
    policy = {},
    choices = {},
  }: { path: string; policy?: MergePolicy; choices?: Readonly<Record<string, ConflictChoice>> },
  reason: string,
  mayMergeLineWise = true,
): MergeOutcome {
  const fallbacks = [{ resource: null, reason }];
  const versions = {
    base: new Version('base', texts.base),
    ours: new Version('ours', texts.ours),
    theirs: new Version('theirs', texts.theirs),
  };
  const merge = mergeText(texts);
  const render = (rendering: Rendering | 'suggested'): { text: string; context: MergeContext } => {
    const canon = new Canon();
    const context = new MergeContext({
      versions,
      file: path,
      kind: null,
      resource: null,
      policy,
      choices,
      rendering,
      canon,
    });
    return { text: mergeDocumentText(context, texts, mayMergeLineWise, merge).text, context };
  };
  const { text, context } = render('base');
  const { conflicts, decisions, notices } = context;
  const markers = readMarkers(git.clean ? git.text : text, [texts.base, texts.ours, texts.theirs]).markers;
  const gate = {
    passed: markers.length === 0,
    checks: [
      { name: 'markers' as const, passed: markers.length === 0, evidence: `${markers.length} conflict markers` },
    ],
  };
  const shared = { decisions, notices, fallbacks, gate };
  if (git.clean) {
    const open = { base: git.text, ours: git.text, theirs: git.text };
    return {
      tier: 'auto',
      source: git.byGit ? 'git' : 'text',
      text: git.text,
      suggested: git.text,
      open,
      conflicts: [],
      ...shared,
    };
  }
  const open = { base: text, ours: render('ours').text, theirs: render('theirs').text };
  const tier = conflicts.length === 0 ? 'auto' : 'ask';
  return { tier, source: 'text', text, suggested: render('suggested').text, open, conflicts, ...shared };
}
