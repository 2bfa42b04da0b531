import { Banner } from '../../app/shell/banner';
import { goTo } from '../../app/navigation';
import { Button } from '../../ui/button';
import { showView } from './activity-store';

/** What cannot be read of the operations log, and what still can be done. */
export function LogDamage({ damage }: { readonly damage: readonly string[] }) {
  const [first, ...others] = damage;
  if (first === undefined) return null;
  return (
    <Banner
      icon="danger"
      tone="danger"
      action={
        <>
          <Button onPress={() => showView('audit')}>Audit trail</Button>
          <Button onPress={() => goTo('backups')}>Backups</Button>
        </>
      }
    >
      {first}
      {others.length > 0 && ` ${others.slice(0, 2).join(' ')}`}
      {others.length > 2 && ` And ${others.length - 2} more.`} What is listed here can be undone one by one. The audit
      trail names what is missing, and its files are in the backups. Keep a copy of the vault’s folder before anything
      else, if the disk may be failing.
    </Banner>
  );
}
