import { describe, expect, test } from 'vitest';
import { program } from '../../../generated/program.js';

interface Parameter {
  readonly type: string | readonly string[];
  readonly required?: true;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly maximum?: number;
}

/** The document's tables of parameters. */
const printed: Readonly<Record<string, Readonly<Record<string, Parameter>>>> = {
  query_database: {
    query: { type: 'string', required: true },
    explain: { type: 'boolean', default: false },
  },
  list_tables: {},
  get_billing_status: {},
  list_invoices: {
    status: { type: 'string', enum: ['paid', 'pending', 'overdue', 'void'] },
    limit: { type: 'integer', default: 10, maximum: 50 },
  },
  upgrade_plan: {
    package_code: { type: 'string', required: true },
    preview: { type: 'boolean', default: true },
    immediate: { type: 'boolean', default: true },
  },
  create_coupon: {
    code: { type: 'string', required: true },
    name: { type: 'string', required: true },
    type: { type: 'string', enum: ['percentage', 'fixed_amount'], default: 'percentage' },
    value: { type: 'number', required: true },
    duration: { type: 'string', enum: ['once', 'repeating', 'forever'], default: 'once' },
    // "null for unlimited"
    max_uses: { type: ['integer', 'null'] },
    valid_until: { type: 'string' },
  },
  list_sites: {},
  list_routes: {},
  get_stats: {},
};

/** What this server takes beside them; none of it is required. */
const added: Readonly<Record<string, readonly string[]>> = {
  upgrade_plan: ['idempotency_key'],
  create_coupon: ['duration_in_months', 'idempotency_key'],
};

interface Schema {
  readonly properties: Readonly<Record<string, Parameter & { readonly description?: string }>>;
  readonly required?: readonly string[];
}

function schemaOf(name: string): Schema {
  const tool = program.tools.find((each) => each.name === name);
  if (tool === undefined) throw new Error(`There is no tool '${name}'.`);
  return tool.inputSchema as unknown as Schema;
}

describe('the parameters of', () => {
  test.each(Object.entries(printed))('%s', (name, parameters) => {
    const { properties, required = [] } = schemaOf(name);
    expect(Object.keys(properties).sort()).toEqual([...Object.keys(parameters), ...(added[name] ?? [])].sort());
    expect([...required].sort()).toEqual(
      Object.keys(parameters)
        .filter((parameter) => parameters[parameter]?.required)
        .sort(),
    );
    for (const [parameter, { required: _, ...told }] of Object.entries(parameters)) {
      const { type, enum: words, default: preset, maximum } = properties[parameter] ?? { type: '' };
      const found = {
        type,
        ...(words && { enum: words }),
        ...(preset !== undefined && { default: preset }),
        ...(told.maximum !== undefined && { maximum }),
      };
      expect({ [parameter]: found }).toEqual({ [parameter]: told });
    }
  });
});
