import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import type { VlanRange } from '../net/vlan';
import { closeRange } from '../net/vlan';
import { asList, asNumber, asRecord } from '../value';

/** The ranges of a VLAN namespace, closed (`to` left out means a range of one); entries without a start are passed over. */
export const rangesOf: (namespace: Resource) => readonly VlanRange[] = remember((namespace: Resource) =>
  asList(namespace.spec['ranges']).flatMap((entry) => {
    const from = asNumber(asRecord(entry)['from']);
    return from === null ? [] : [closeRange(from, asNumber(asRecord(entry)['to']))];
  }),
);
