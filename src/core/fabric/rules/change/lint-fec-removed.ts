import { asRecord } from '../../value';
import type { ChangeRule } from '../rule';
import { changed } from './change-words';

export const fecRemoved: ChangeRule = {
  id: 'fec-removed',
  numbers: [],
  kinds: ['Switch'],
  severity: 'warning',
  title: 'Taking a value out of portFECs does not reset the port',
  source: 'fabric v0.126, description of portFECs',
  looksAt: 'change',
  check: (change) =>
    changed(change, 'Switch').flatMap(({ old, now }) => {
      const left = asRecord(now.spec['portFECs']);
      return Object.entries(asRecord(old.spec['portFECs'])).flatMap(([port, mode]) =>
        Object.hasOwn(left, port)
          ? []
          : [
              {
                resource: now,
                at: ['spec'],
                message: `Port ${port} stays at error correction ${String(mode)} although its value is taken out; set another one instead`,
              },
            ],
      );
    }),
};
