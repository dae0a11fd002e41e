import type { Kernel } from '../../call/call.js';
import type { Fetch } from '../../doctor/ask.js';
import { checkServer } from '../../doctor/check-server.js';
import { clientConfigurations } from '../../doctor/client-configurations.js';
import { directFetch } from '../../doctor/direct-fetch.js';
import { type Finding, stations } from '../../doctor/finding.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { createOutside } from '../../outside/outside.js';
import { auditPage } from '../audit-page.js';
import { staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import { checkTries, createTryLimits, tooMany } from '../try-limits.js';
import { type Visitor, visitorOf } from '../visitor.js';

export const checkPath = '/account/check';

/** `GET /account/check`: how clients are told of this server, and a form for the address of any. */
export function showCheck(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${checkPath}`);
    await show(kernel, exchange, { visitor, url: endpointOf(kernel) });
  };
}

/**
 * `POST /account/check` with `url` and, to see its tools as well, `key`: goes a client's way to that server as far as it can
 * without a person there. The key is kept nowhere. Strangers' addresses are asked through the host's `outside`.
 */
export function runCheck(kernel: Kernel): Stage {
  const limits = createTryLimits(kernel, checkTries);
  const fetch = fetchFrom(kernel);
  return auditPage(kernel, { name: `POST ${checkPath}`, writeMode: 'read' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    const url = (fields.get('url') ?? '').trim().slice(0, 2_000);
    const key = (fields.get('key') ?? '').trim();
    act.concerns({ url });
    const wait = await limits.take(visitor.principal.id, exchange.ip);
    if (wait > 0) {
      act.refuse('RATE_LIMITED');
      return show(kernel, exchange, { visitor, url, problem: tooMany(exchange, wait), status: 429 });
    }
    const findings: Finding[] = [];
    for await (const finding of checkServer(url, { fetch, ...(key !== '' && { token: key }) })) findings.push(finding);
    await show(kernel, exchange, { visitor, url, findings });
  });
}

interface Shown {
  readonly visitor: Visitor;
  readonly url: string;
  readonly findings?: readonly Finding[];
  readonly problem?: string;
  readonly status?: number;
}

async function show(kernel: Kernel, exchange: Exchange, shown: Shown): Promise<void> {
  const { visitor, url, findings, problem = null, status = 200 } = shown;
  const page = { view: 'check', title: 'Connect a client', visitor, status };
  const own = { name: kernel.server.name, url: endpointOf(kernel), key: null };
  await showPage(kernel, exchange, page, {
    ...{ path: checkPath, own: own.url, url, problem },
    configurations: clientConfigurations(own),
    findings:
      findings?.map(({ station, outcome, told, mend = null }) => ({
        ...{ station: stations[station], told, mend },
        mark: marks[outcome],
        state: states[outcome],
      })) ?? null,
  });
}

const marks = { good: 'Good', warning: 'Warning', bad: 'Wrong' } as const;
const states = { good: 'delivered', warning: 'waiting', bad: 'failed' } as const;

const endpointOf = ({ address }: Kernel): string => `${address()}/mcp`;

/** This server may stand where nobody else may look: what it serves everybody is asked for directly. */
function fetchFrom(kernel: Kernel): Fetch {
  const outside = kernel.host.outside ?? createOutside({ allowed: [] });
  const documents = /^\/(mcp|\.well-known\/[\w/-]+)$/;
  return (url, request) => {
    const { origin, pathname } = URL.canParse(url) ? new URL(url) : { origin: '', pathname: '' };
    const own = origin === kernel.address() && documents.test(pathname);
    return own ? directFetch(url, request) : outside.fetch(url, request);
  };
}
