import { lookAtList, readyList } from '../files/look-at-list';
import type { LookList } from '../files/look-at-list';
import { diskNow } from '../files/node-now';
import { serveWorker } from './serve-worker';

serveWorker<{ readonly root: string }>(({ root }) => {
  let list = readyList(root, { paths: '', numbers: new Float64Array() });
  return (name, input) => {
    if (name === 'look') return lookAtList(diskNow, list);
    list = readyList(root, input as LookList);
    // Nobody waits now: by the first question the engine has made quick code of it.
    lookAtList(diskNow, list);
    return null;
  };
});
