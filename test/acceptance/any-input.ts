import fc from 'fast-check';
import type { Shape, Tool } from '../../runtime/tool.js';

type Values = fc.Arbitrary<unknown>;

/** Ids that exist in the marketplace and in the language's proving ground, the caller's and others', by their beginning. */
const known: Readonly<Record<string, readonly string[]>> = {
  prj_: ['prj_demo_storefront', 'prj_demo_backoffice', 'prj_demo_portal'],
  org_: ['org_demo_acme', 'org_demo_globex', 'org_demo_forge'],
  cus_: ['cus_demo_acme_viewer', 'cus_demo_acme_billing', 'cus_demo_globex_owner'],
  smp_: ['smp_red_1', 'smp_red_4', 'smp_blue_1'],
  dsk_: ['dsk_red_1', 'dsk_red_2', 'dsk_blue_1'],
  inv_: ['inv_demo_acme_newcomer', 'inv_demo_globex_viewer', 'inv_demo_globex_newcomer'],
};

/** Inputs of a tool: mostly what fits it, with something in places that does not. */
export function anyInput({ input, actions = {} }: Tool): Values {
  const properties = Object.entries(input.properties ?? {}).map(([name, shape]) => [name, mostly(shape)] as const);
  const record = (requiredKeys: readonly string[], refused: readonly string[] = []) =>
    fc.record(Object.fromEntries(properties.filter(([name]) => !refused.includes(name))), {
      requiredKeys: [...requiredKeys],
    });
  const whole = record(input.required ?? []);
  const ofActions = Object.entries(actions).map(([action, { needs = [], refuses = [] }]) =>
    record(needs, refuses).map((one) => ({ ...one, action })),
  );
  const stranger = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 });
  return fc.oneof(
    { weight: 6, arbitrary: ofActions.length > 0 ? fc.oneof(...ofActions) : whole },
    { weight: 1, arbitrary: whole },
    { weight: 1, arbitrary: fc.tuple(whole, stranger).map(([one, other]) => ({ ...one, ...other })) },
    { weight: 1, arbitrary: stranger },
  );
}

function mostly(shape: Shape): Values {
  return fc.oneof(
    { weight: 9, arbitrary: fitting(shape) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    { weight: 1, arbitrary: fitting(shape).map((value) => JSON.stringify(value)) },
  );
}

function fitting(shape: Shape): Values {
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const [type, ...more] = [shape.type ?? []].flat();
  if (more.length > 0) return fc.oneof(...[type, ...more].map((one) => fitting({ ...shape, type: one ?? 'null' })));
  switch (type) {
    case 'string':
      return text(shape);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: shape.minimum ?? -1000, max: shape.maximum ?? 1_000_000 });
    case 'number':
      return fc.double({ min: shape.minimum ?? -1000, max: shape.maximum ?? 1_000_000, noNaN: true });
    case 'array':
      return fc.array(fitting(shape.items ?? {}), { maxLength: 5 });
    case 'object':
      if (typeof shape.additionalProperties === 'object')
        return fc.dictionary(fc.string({ maxLength: 8 }), mostly(shape.additionalProperties), { maxKeys: 3 });
      return fc.record(
        Object.fromEntries(Object.entries(shape.properties ?? {}).map(([name, inner]) => [name, mostly(inner)])),
        { requiredKeys: [] },
      );
    default:
      return fc.constant(null);
  }
}

function text({ pattern, format, maxLength = 200 }: Shape): Values {
  const prefix = /^\^([a-z]+_)/.exec(pattern ?? '')?.[1];
  const ids = known[prefix ?? ''];
  if (ids !== undefined) return fc.oneof(fc.constantFrom(...ids), fc.stringMatching(new RegExp(pattern ?? '')));
  if (format === 'email') return fc.emailAddress();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  // Whatever Unicode has: control characters, unpaired surrogates, marks that turn the direction.
  const written = fc.oneof(fc.string({ maxLength }), fc.string({ unit: 'binary', maxLength }));
  return pattern === undefined ? written : fc.oneof(written, fc.stringMatching(new RegExp(pattern)));
}
