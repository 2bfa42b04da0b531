import { useState } from 'react';
import type { FreeQuestion } from '../../../contract/fabric/free-values';
import type { ResourceRow } from '../../../contract/fabric/resources';
import { announce } from '../../app/client/announce';
import { FreeValues } from '../../app/panes/free-values';
import { useProject } from '../../app/project-store';
import { Dialog } from '../../ui/dialog';
import { NumberField } from '../../ui/number-field';
import { TextField } from '../../ui/text-field';
import { ToggleGroup } from '../../ui/toggle-group';
import { shownEditor } from './focus';
import { closeNextFree, useNextFree } from './next-free-store';
import styles from './resources.module.css';

type What = FreeQuestion['what'];

const options: readonly { readonly value: What; readonly label: string }[] = [
  { value: 'vlan', label: 'VLAN' },
  { value: 'subnet', label: 'Subnet' },
  { value: 'asn', label: 'AS number' },
  { value: 'port', label: 'Port' },
  { value: 'link', label: 'Link addresses' },
  { value: 'acl-sequence', label: 'ACL sequence' },
];

interface NextFreeDialogProps {
  readonly row: ResourceRow | null;
  readonly rows: readonly ResourceRow[];
}

/** Free values for the place where the caret is; the chosen one is written there. */
export function NextFreeDialog({ row, rows }: NextFreeDialogProps) {
  const what = useNextFree((state) => state.what);
  if (what === null || row === null || row.fabric === null) return null;
  return (
    <Dialog title="The next free value" open onClose={closeNextFree} width="wide">
      <NextFree first={what} fabric={row.fabric} row={row} rows={rows} />
    </Dialog>
  );
}

interface NextFreeProps {
  readonly first: What;
  readonly fabric: string;
  readonly row: ResourceRow;
  readonly rows: readonly ResourceRow[];
}

/** The first resource of a kind by name, for a field that has to say something. */
const firstOf = (rows: readonly ResourceRow[], kind: string, fabric: string): string =>
  rows.find((row) => row.state === 'live' && row.kind === kind && row.fabric === fabric)?.name ?? '';

function NextFree({ first, fabric, row, rows }: NextFreeProps) {
  const { projectId } = useProject();
  const [what, setWhat] = useState<What>(first);
  const [namespace, setNamespace] = useState('default');
  const [bits, setBits] = useState(24);
  const [device, setDevice] = useState(() => firstOf(rows, 'Switch', fabric));
  const [attachment, setAttachment] = useState(() =>
    row.kind === 'ExternalAttachment' ? (row.name ?? '') : firstOf(rows, 'ExternalAttachment', fabric),
  );
  const question = ((): FreeQuestion => {
    switch (what) {
      case 'vlan':
        return { what, namespace };
      case 'subnet':
        return { what, namespace, bits };
      case 'port':
        return { what, switch: device };
      case 'acl-sequence':
        return { what, attachment };
      case 'asn':
      case 'link':
        return { what };
    }
  })();
  const choose = (value: string): void => {
    closeNextFree();
    shownEditor()?.writeValue(what === 'port' && !value.includes('/') ? `${device}/${value}` : value);
    announce(`Wrote ${value}. Not saved yet.`);
  };
  return (
    <div className={styles.free}>
      <ToggleGroup label="What is wanted" value={what} options={options} onChange={setWhat} />
      <div className={styles.freeFields}>
        {(what === 'vlan' || what === 'subnet') && (
          <TextField
            label={what === 'vlan' ? 'VLAN namespace' : 'IPv4 namespace'}
            value={namespace}
            onChange={setNamespace}
          />
        )}
        {what === 'subnet' && (
          <div className={styles.bits}>
            <span aria-hidden="true">Length /</span>
            <NumberField label="Length of the prefix" value={bits} min={8} max={30} onChange={setBits} />
          </div>
        )}
        {what === 'port' && <TextField label="Switch" value={device} onChange={setDevice} />}
        {what === 'acl-sequence' && (
          <TextField label="External attachment" value={attachment} onChange={setAttachment} />
        )}
      </div>
      <FreeValues projectId={projectId} fabric={fabric} question={question} onChoose={choose} />
      <p className={styles.freeNote}>Enter writes the value where the caret is; nothing is saved by that.</p>
    </div>
  );
}
