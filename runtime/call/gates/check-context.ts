import type { ContextDeclaration, Server } from '../../tool.js';
import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import type { Refusal } from '../refusal.js';

/**
 * The tool's context, and those it lies within, are known of the caller. It comes first of the gates, because audience
 * and role are those of the active tenant: without one, the answer is what is missing and not that it is forbidden.
 */
export function checkContext({ kernel: { server }, request, tool }: FoundCall): Refusal | null {
  const { contexts } = request.principal.active;
  const missing = contextChain(server, tool.context).find(({ name }) => !Object.hasOwn(contexts, name));
  return missing ? refuse(server, missing.error, { gate: 'context', tool }) : null;
}

/** A context and those it lies within, the outermost first. */
export function contextChain(
  server: Server,
  context: string | null,
): readonly (ContextDeclaration & { readonly name: string })[] {
  const chain: (ContextDeclaration & { name: string })[] = [];
  for (let name = context ?? undefined; name !== undefined; name = chain[0]?.within) {
    const declared = server.contexts[name];
    if (declared === undefined) throw new Error(`The server declares no context '${name}'. Regenerate the program.`);
    chain.unshift({ ...declared, name });
  }
  return chain;
}
