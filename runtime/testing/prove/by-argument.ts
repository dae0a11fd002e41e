import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import { formed } from '../right-call.js';
import { privilegesOf } from '../standing.js';

/**
 * Privileges that an argument spells (`shop:{}:read`): for each value of it and each principal who passes the other
 * gates, the call is refused at the privilege gate exactly where the spelled one is not held.
 */
export const proveByArgument: Prover = (subject) =>
  [...subject.access].flatMap(([action, principals]) => {
    const { tool } = subject;
    const requires = [...tool.requires, ...((action === null ? null : tool.actions?.[action]?.requires) ?? [])];
    const passing = [...principals].filter(([, { allowed }]) => allowed).map(([principal]) => principal);
    return requires.flatMap(({ privilege, of }) => {
      const values = of === undefined ? [] : (tool.input.properties?.[of]?.enum ?? []);
      return values.flatMap((value) =>
        passing.map((as) => spelledCheck(subject, action, { as, of: of ?? '', value: String(value), privilege })),
      );
    });
  });

interface Spelled {
  readonly as: string;
  readonly of: string;
  readonly value: string;
  readonly privilege: string;
}

function spelledCheck(subject: Subject, action: string | null, { as, of, value, privilege }: Spelled): Check {
  const { tool, server } = subject;
  const held = privilegesOf(server, as).has(privilege.replaceAll('{}', value));
  return {
    name: `access: ${as} ${held ? 'may' : 'may not'} with ${of} ${value}`,
    keys: ['requires', 'gate.privilege_by_argument', `privilege.${privilege.replaceAll('{}', value)}`],
    ...(held ? { changes: true } : {}),
    async run(bench) {
      const { error } = await bench.call({ as }, tool.name, { ...formed(subject, action).input, [of]: value });
      if (held) assert.notEqual(error?.gate, 'privilege', JSON.stringify(error?.body));
      else assert.deepEqual([error?.code, error?.gate], ['FORBIDDEN', 'privilege']);
    },
  };
}
