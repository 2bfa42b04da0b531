import type { MergePolicy } from './lists/list-policy';
import type { MergeOutcome } from './merge-outcome';
import type { ConflictChoice, VersionName } from './model';
import type { Rendering } from './structure/context';
import { MergeContext } from './structure/context';
import { Version } from './structure/version';
import { isArmoured } from './text/armour';
import type { ThreeTexts } from './text/regions';

const SEALED_WHY =
  'Both sides changed this encrypted file. Its seal covers all of it: parts of two versions do not open.';

/** Whether a text is {@link isArmoured}, or is no YAML and was encrypted by SOPS: JSON (also of binary files), dotenv, INI. */
export function isSealedText(text: string): boolean {
  if (isArmoured(text)) return true;
  if (!text.includes('ENC[') || !text.includes('sops')) return false;
  return (
    /"sops"\s*:\s*\{[^]*"mac"\s*:/.test(text) || /^sops_mac=/m.test(text) || /^\[sops\]\s*$[^]*^mac\s*=/m.test(text)
  );
}

/** One question about the whole file, whatever git made of it: a seal is one value. */
export function askAboutSealed(
  texts: ThreeTexts,
  {
    path,
    policy = {},
    choices = {},
  }: { path: string; policy?: MergePolicy; choices?: Readonly<Record<string, ConflictChoice>> },
): MergeOutcome {
  const versions = {
    base: new Version('base', texts.base),
    ours: new Version('ours', texts.ours),
    theirs: new Version('theirs', texts.theirs),
  };
  const render = (rendering: Rendering | 'suggested'): { text: string; context: MergeContext } => {
    const context = new MergeContext({ versions, file: path, kind: null, resource: null, policy, choices, rendering });
    const choice = context.ask({
      reason: 'both-changed',
      tier: 'ask',
      path: [],
      ...texts,
      why: SEALED_WHY,
      alternatives: [],
    });
    if (typeof choice === 'object') return { text: choice.value, context };
    const side: VersionName = choice === 'both' || choice === 'git' ? 'ours' : choice;
    return { text: texts[side], context };
  };
  const { text, context } = render('base');
  const { conflicts, decisions, notices } = context;
  const isOpen = conflicts.length > 0;
  return {
    tier: isOpen ? 'ask' : 'auto',
    source: 'text',
    text,
    suggested: render('suggested').text,
    open: isOpen
      ? { base: text, ours: render('ours').text, theirs: render('theirs').text }
      : { base: text, ours: text, theirs: text },
    conflicts,
    decisions,
    notices,
    fallbacks: [{ resource: null, reason: 'encrypted: only a whole version opens' }],
    gate: { passed: true, checks: [{ name: 'provenance', passed: true, evidence: 'one version as it is' }] },
  };
}
