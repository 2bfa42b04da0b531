import { canonicalText } from '../../normalize/meaning';
import { switchView } from '../../views/switch-view';
import type { ChangeRule } from '../rule';
import { changed } from './change-words';

export const roceBreakouts: ChangeRule = {
  id: 'roce-breakouts',
  numbers: [143],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Breakouts stay as they are while RoCE is on, before or after',
  source: 'fabric v0.126, switch_wh.go ValidateUpdate',
  looksAt: 'change',
  check: (change) =>
    changed(change, 'Switch').flatMap(({ old, now }) => {
      const roce = old.spec['roce'] === true || now.spec['roce'] === true;
      const same = canonicalText(switchView(old).breakouts) === canonicalText(switchView(now).breakouts);
      if (!roce || same) return [];
      return [
        {
          resource: now,
          at: ['spec', 'portBreakouts'],
          onKey: true,
          message:
            'Breakouts change while RoCE is on, which the fabric refuses; turn RoCE off first, in a change of its own',
        },
      ];
    }),
};
