import type { DeclaredFailure, ErrorDeclaration, Shape } from '../tool.js';
import type { CheckedCall } from './call.js';
import { errorOf, refuse } from './error-table.js';
import { heldPrivileges } from './held-privileges.js';
import { isRecord } from './is-record.js';
import { projectionOf } from './output/projection.js';
import type { Refusal } from './refusal.js';

/**
 * The refusal that the tool (else the server) declares for what its resolver answered. Throws for a code that neither
 * declares: that is a bug of the resolver.
 */
export function declaredFailure(call: CheckedCall, { code, data }: DeclaredFailure): Refusal {
  const { kernel, tool, input, request } = call;
  const declared = errorOf(kernel.server, tool, code);
  if (declared === undefined) throw new Error(`'${tool.name}' answered ${code}, which it does not declare.`);
  const given = isRecord(data) ? data : {};
  const held = heldPrivileges(kernel.server, request.principal.active);
  const view = { detailed: true, holds: (privilege: string) => held.has(privilege) };
  const told = projectionOf(dataShape(declared))(pick(given, declared.data ?? {}), view);
  // Data over inputs: of two values by one name, the resolver's is the one that its failure is about.
  const values = {
    ...request.subject?.values,
    ...plain(input, tool.input.properties ?? {}),
    ...plain(given, declared.data ?? {}),
  };
  const next = nextStep(declared, { ...input, ...given });
  return refuse(kernel.server, code, { gate: 'run', tool, values, data: { ...(isRecord(told) && told), ...next } });
}

const shapes = new WeakMap<ErrorDeclaration, Shape>();

function dataShape(declared: ErrorDeclaration): Shape {
  const known = shapes.get(declared) ?? { type: 'object', properties: declared.data ?? {} };
  shapes.set(declared, known);
  return known;
}

/** What may stand in a sentence: what is declared, and neither sensitive nor by strangers. */
function plain(values: object, shapes: { readonly [name: string]: Shape }): object {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      return shape !== undefined && shape.sensitivity === undefined && shape.trust === undefined;
    }),
  );
}

function pick(values: object, names: object): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(names, name)));
}

/** The tool that helps, with the arguments that are known already. */
function nextStep({ next }: ErrorDeclaration, values: { readonly [name: string]: unknown }): object {
  if (next === undefined) return {};
  const filled = Object.entries(next.fill ?? {})
    .filter(([, name]) => Object.hasOwn(values, name))
    .map(([argument, name]) => [argument, values[name]]);
  return { next: { tool: next.tool, arguments: Object.fromEntries(filled) } };
}
