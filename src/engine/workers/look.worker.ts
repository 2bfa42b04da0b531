import { lookAtList } from '../files/look-at-list';
import type { LookList } from '../files/look-at-list';
import { diskNow } from '../files/node-now';
import { serveWorker } from './serve-worker';

serveWorker<{ readonly root: string }>(({ root }) => {
  let list: LookList = { paths: '', numbers: new Float64Array() };
  return (name, input) => {
    if (name === 'look') return lookAtList(diskNow, root, list);
    list = input as LookList;
    return null;
  };
});
