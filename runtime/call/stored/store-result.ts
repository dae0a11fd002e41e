import type { CheckedCall, RanCall } from '../call.js';
import { contextChain } from '../gates/check-context.js';
import { tenantOf } from '../tenant-of.js';
import { newPointer, type Pointer } from './pointer.js';

/** What a call came to, whole: it is shaped anew, with the rights of then, when it is read. */
export type KeptResult = Pick<RanCall, 'arguments' | 'input' | 'dryRun' | 'output' | 'writes' | 'receipts'>;

export async function storeResult(call: RanCall): Promise<Pointer> {
  const { kernel, request, tool, input, dryRun, output, writes, receipts } = call;
  const pointer = newPointer(kernel);
  const kept: KeptResult = {
    arguments: call.arguments,
    ...{ input, dryRun, output },
    ...(writes !== undefined && { writes }),
    ...(receipts && { receipts }),
  };
  await kernel.host.store.results.keep({
    ...pointer,
    principalId: request.principal.id,
    connectionId: request.principal.connection.id,
    tenantId: ownTenant(call),
    tool: tool.name,
    sealed: kernel.keys.answers.seal(JSON.stringify(kept), rowOf(pointer.id)),
  });
  return pointer;
}

/** Throws where the value was sealed for another row, or with a secret that is gone. */
export function openResult({ keys }: CheckedCall['kernel'], id: string, sealed: string): KeptResult {
  return JSON.parse(keys.answers.open(sealed, rowOf(id))) as KeptResult;
}

/** What is outside any tenant can be read from whichever tenant. */
export function ownTenant({
  kernel: { server },
  tool,
  request,
}: Pick<CheckedCall, 'kernel' | 'tool' | 'request'>): string {
  const inTenant = contextChain(server, tool.context).some(({ tenant }) => tenant);
  return inTenant ? (tenantOf(server, request.principal) ?? '') : '';
}

const rowOf = (id: string) => `result ${id}`;
