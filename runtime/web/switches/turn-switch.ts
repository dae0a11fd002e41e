import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import type { Switchboard } from '../../store/switchboard.js';
import { auditPage } from '../audit-page.js';
import { requireOperator } from '../operator.js';
import { notFound, PageError, staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { seeOther } from '../sign-in.js';
import { visitorOf } from '../visitor.js';
import { knownSwitches, longestReason, switchesPath } from './switches.js';

/**
 * `POST /account/staff/switches` with `switch`, `to` (`on`, `off`) and `reason`, without which nothing is switched off: it is
 * what everybody asks who finds it off.
 */
export function turnSwitch(kernel: Kernel, switchboard: Switchboard): Stage {
  return auditPage(kernel, { name: `POST ${switchesPath}`, writeMode: 'update' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    requireOperator(kernel, visitor);
    const fields = await readForm(kernel, exchange, 'session');
    const asked = fields.get('switch') ?? '';
    const reason = (fields.get('reason') ?? '').trim().slice(0, longestReason) || null;
    const on = readState(fields.get('to'));
    act.concerns({ switch: asked, on, reason });
    const known = knownSwitches(kernel, await switchboard.list()).find(({ name }) => name === asked);
    if (known === undefined) throw notFound();
    if (!on && reason === null) {
      throw new PageError(422, 'Why?', 'Say in a few words why it is switched off. Nothing has been changed.');
    }
    await switchboard.turn(known.name, on, { principalId: visitor.principal.id, user: null, reason }, act.commit);
    kernel.log.warn({ switch: known.name, on, by: visitor.principal.id }, 'a switch was turned');
    seeOther(exchange, `${switchesPath}?${new URLSearchParams({ turned: known.name })}`);
  });
}

function readState(text: string | null): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new PageError(400, 'On or off?', 'The form said neither. Nothing has been changed.');
}
