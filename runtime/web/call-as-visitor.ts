import type { Answer, Kernel } from '../call/call.js';
import { callTool } from '../call/call-tool.js';
import type { Refusal } from '../call/refusal.js';
import { disconnectSignal, type Exchange, requestTrace } from '../http/exchange.js';
import type { Principal, Standing } from '../principal.js';
import { type Visitor, visitorOf } from './visitor.js';

/** A call that a page makes for the person who looks at it. */
export interface VisitorCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** One of the visitor's standings to read in; absent: the active one. A write in another is refused as out of date. */
  readonly standing?: Standing;
}

/**
 * Makes the call that a person's click stands for, through every gate and into the audit like any other. The click is the
 * agreement that a tool may ask for: for this call alone, since nothing is kept of it.
 */
export async function callAsVisitor(
  kernel: Kernel,
  exchange: Exchange,
  visitor: Visitor,
  { tool, arguments: input, standing }: VisitorCall,
): Promise<Answer | Refusal> {
  const agreed = ({ connection, active, ...same }: Principal): Principal => ({
    ...same,
    connection: { ...connection, confirm: 'waived' },
    active: standing ?? active,
  });
  const outcome = await callTool(kernel, {
    name: tool,
    arguments: input,
    principal: agreed(visitor.principal),
    // Never into another standing than the page was for.
    refresh: async () => {
      const again = await visitorOf(kernel, exchange);
      const same = again && standing === undefined && hasSameTenant(again.principal, visitor.principal);
      return same ? agreed(again.principal) : null;
    },
    wire: 'web',
    ...requestTrace(exchange),
    signal: disconnectSignal(exchange),
  });
  if (outcome.inputRequired !== undefined) throw new Error(`${tool} asks a person questions, which no page does.`);
  return outcome;
}

function hasSameTenant({ active }: Principal, before: Principal): boolean {
  return JSON.stringify(active.contexts) === JSON.stringify(before.active.contexts);
}

/** What a refused call says, in sentences for the person: all that is wrong with what was sent, where that is it. */
export function refusalInWords({ message, body }: Refusal): string {
  const details = body.details;
  if (typeof details !== 'object' || details === null) return message;
  const told = Object.values(details)
    .flat()
    .filter((one) => typeof one === 'string');
  return told.length === 0 ? message : told.join(' ');
}
