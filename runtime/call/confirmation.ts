import type { CheckedCall } from './call.js';

/** Whether a person has to agree to a call: not at all, not any more (the connection's owner waived it), or yes. */
export type Confirmation = 'none' | 'waived' | 'asked';

/** A dry run changes nothing, and the steps of a composite were agreed to with it: nobody is asked about either. */
export function confirmationOf(call: CheckedCall): Confirmation {
  if (call.dryRun || call.request.parent !== undefined || !isDeclared(call)) return 'none';
  return call.request.principal.connection.confirm === 'waived' ? 'waived' : 'asked';
}

/** An action speaks for itself; a condition holds whatever the action. */
function isDeclared({ tool: { confirm, actions }, action, input }: CheckedCall): boolean {
  if (typeof confirm === 'object') {
    const met = Object.entries(confirm.when).every(([name, value]) => (input[name] ?? null) === value);
    if (met) return true;
  }
  return action === null ? confirm === true : actions?.[action]?.confirm === true;
}
