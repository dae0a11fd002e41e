import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import type { Switchboard } from '../../store/switchboard.js';
import { requireOperator } from '../operator.js';
import { showPage } from '../show-page.js';
import { shownMoment } from '../shown-moment.js';
import { seeOther } from '../sign-in.js';
import { visitorOf } from '../visitor.js';
import { type KnownSwitch, knownSwitches, longestReason, switchesPath } from './switches.js';

/** `GET /account/staff/switches`, with `tool` for those whose name or title has it. */
export function showSwitches(kernel: Kernel, switchboard: Switchboard): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.url)}`);
    requireOperator(kernel, visitor);
    const { tool, turned } = exchange.query;
    const wanted = typeof tool === 'string' ? tool.trim().slice(0, 100) : '';
    const switches = await Promise.all(
      knownSwitches(kernel, await switchboard.list()).map((known) => shownSwitch(kernel, known)),
    );
    const tools = switches.filter(({ tool }) => tool !== null);
    const fits = ({ tool, title }: ShownSwitch) => `${tool} ${title}`.toLowerCase().includes(wanted.toLowerCase());
    const page = { view: 'switches', title: 'Switches', visitor, wide: true };
    await showPage(kernel, exchange, page, {
      ...{ path: switchesPath, wanted, longestReason },
      turned: switches.find(({ name }) => name === turned) ?? null,
      main: switches.filter(({ tool }) => tool === null).map((each) => ({ ...each, server: each.name === 'server' })),
      off: tools.filter(({ on }) => !on),
      on: tools.filter((each) => each.on && fits(each)),
    });
  };
}

interface ShownSwitch {
  readonly name: string;
  readonly tool: string | null;
  readonly title: string;
  /** Within a sentence. */
  readonly what: string;
  readonly on: boolean;
  /** When and by whom it was turned last; null: never. */
  readonly turned: { readonly at: object; readonly by: string; readonly reason: string | null } | null;
}

async function shownSwitch({ host }: Kernel, { name, title, state }: KnownSwitch): Promise<ShownSwitch> {
  const tool = name.startsWith('tool:') ? name.slice('tool:'.length) : null;
  const what = tool ?? (name === 'server' ? 'the server' : name);
  if (state === null) return { name, tool, title, what, on: true, turned: null };
  const { on, changedAt, principalId, user, reason } = state;
  const person = principalId && ((await host.people?.describe?.(principalId)) ?? principalId);
  const by = person ?? (user === null ? 'at the command line' : `${user}, at the command line`);
  return { name, tool, title, what, on, turned: { at: shownMoment(changedAt), by, reason } };
}
