import assert from 'node:assert/strict';
import type { Requirement } from '../../tool.js';
import type { Bench } from '../bench.js';
import type { Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { formed } from '../right-call.js';

/** What REST tells of a tool before it is called: who may, in what context, for what privileges; listed as on MCP. */
export const proveCapabilities: Prover = (subject) => {
  const actions = Object.keys(subject.tool.actions ?? {});
  return [
    {
      name: 'capabilities: what a call needs is told as declared',
      keys: [
        'audience',
        'context',
        'requires',
        'writeMode',
        ...actions.flatMap((name) => [`actions.${name}.requires`, `actions.${name}.writeMode`]),
      ],
      async run(bench) {
        const told = await toldOf(bench, subject, '/mcp/capabilities');
        const { dependencies: _d, profiles: _p, ...rest } = Object(told);
        assert.deepEqual(rest, needs(subject));
      },
    },
    {
      name: 'capabilities: GET /mcp/tools lists as tools/list does',
      keys: ['title', 'description', 'inputSchema', 'outputSchema'],
      run: async (bench) => assert.deepEqual(await toldOf(bench, subject, '/mcp/tools'), subject.listed),
    },
  ];
};

function needs({ tool }: Subject): unknown {
  const { name, title, module, domain, audience, context, writeMode, requires, actions } = tool;
  return {
    ...{ name, title, module, domain, audience, context, writeMode, requiredPrivileges: requires.map(spelledOut) },
    ...(actions && {
      actions: Object.entries(actions).map(([action, each]) => ({
        name: action,
        writeMode: each.writeMode,
        requiredPrivileges: each.requires.map(spelledOut),
      })),
    }),
  };
}

/** A privilege that an argument spells names it: `shop:{entity}:read`. */
function spelledOut({ privilege, of, entityPaths }: Requirement): string {
  return privilege.replace('{}', `{${of ?? entityPaths?.join(', ') ?? ''}}`);
}

async function toldOf(bench: Bench, subject: Subject, path: string): Promise<unknown> {
  const [action = null] = subject.scenes.keys();
  const key = await bench.running.key(formed(subject, action).as);
  const response = await fetch(`${bench.running.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
  const body: unknown = await response.json();
  assert.ok(isRecord(body) && Array.isArray(body.tools), `${path} answers ${JSON.stringify(body).slice(0, 300)}`);
  return body.tools.find((tool) => isRecord(tool) && tool.name === subject.tool.name);
}
