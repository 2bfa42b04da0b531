import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import type { Host } from '../host';
import { instant } from '../host';
import { underLock } from '../run-operation';

/**
 * Lets everything that is wrong with the trail and the log rest: it is named in a record of its own, verifying tells it
 * from then on as accepted, and pruning goes on. `look`: `namesOf` what the person saw; `state-changed-since` when it
 * is something else by now.
 */
export function acceptDamage(
  host: Host,
  look: string,
  context: CallContext,
): Promise<Result<{ readonly audited: true }>> {
  return underLock(host, 'Accept what is wrong with the audit trail', context, async () => {
    const who = { at: instant(host), actor: host.actor, repository: host.repositoryId };
    const done = await host.audit.accept(who, host.log, look);
    return done
      ? ok({ audited: true })
      : fail({ code: 'state-changed-since', what: 'what is wrong with the audit trail' });
  });
}
