import type { Shape, Tool } from '../../tool.js';
import { isRecord } from '../is-record.js';
import type { Finding } from './finding.js';
import { isSensitive, received } from './received.js';
import { shapeAt } from './shape-at.js';

type Input = { readonly [argument: string]: unknown };

/** The rules between arguments, which no schema of ours says: clients drop whole sessions over composition. */
export function checkRules(tool: Tool, action: string | null, input: Input): readonly Finding[] {
  return [...actionRules(tool, action, input), ...groupRules(tool.input, input, []), ...filterRules(tool, input)];
}

/** What an action needs, and what it refuses because it would do nothing with it. */
function actionRules(tool: Tool, action: string | null, input: Input): readonly Finding[] {
  const { needs = [], refuses = [] } = (action === null ? undefined : tool.actions?.[action]) ?? {};
  const given = (name: string) => Object.hasOwn(input, name);
  return [
    ...needs
      .filter((name) => !given(name))
      .map((name) => ({
        path: [name],
        says: `is required for the action ${action}`,
        expected: 'a value',
        received: 'nothing',
      })),
    ...refuses.filter(given).map((name) => ({
      path: [name],
      says: `must not be given for the action ${action}`,
      expected: 'nothing',
      received: received(input[name], isSensitive(tool.input, [name])),
    })),
  ];
}

/** At least one group of properties is there whole, in this object and in those within it. */
function groupRules(shape: Shape, value: unknown, path: readonly string[]): readonly Finding[] {
  if (Array.isArray(value)) {
    const { items } = shape;
    return items ? value.flatMap((item, index) => groupRules(items, item, [...path, String(index)])) : [];
  }
  if (!isRecord(value)) return [];
  const groups = shape.oneOfRequired ?? [];
  const whole = groups.length === 0 || groups.some((group) => group.every((name) => Object.hasOwn(value, name)));
  const choice = groups.map((group) => group.join(' and ')).join(', or ');
  const lacking = whole
    ? []
    : groups.flatMap((group) => group.filter((name) => !Object.hasOwn(value, name)).slice(0, 1));
  return [
    ...[...new Set(lacking)].map((name) => ({
      path: [...path, name],
      says: `is missing: give ${choice}`,
      expected: choice,
      received: 'nothing',
    })),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const property = shapeAt(shape, name);
      return property ? groupRules(property, inner, [...path, name]) : [];
    }),
  ];
}

/** A range that begins after its end would quietly answer nothing. */
function filterRules(tool: Tool, { filters }: Input): readonly Finding[] {
  if (tool.filters === undefined || !isRecord(filters)) return [];
  return Object.entries(filters).flatMap(([name, operators]) => {
    if (!isRecord(operators) || !isAfter(operators.from, operators.to)) return [];
    const sensitive = isSensitive(tool.input, ['filters', name, 'from']);
    const bound = received(operators.to, sensitive);
    return [
      {
        path: ['filters', name, 'from'],
        says: `must not be after filters.${name}.to`,
        expected: `at most ${bound}`,
        received: received(operators.from, sensitive),
      },
    ];
  });
}

/** Moments are compared as such, whatever their offsets; other text as it sorts. */
function isAfter(from: unknown, to: unknown): boolean {
  if (typeof from === 'number' && typeof to === 'number') return from > to;
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  const moments = [Date.parse(from), Date.parse(to)] as const;
  return moments.some(Number.isNaN) ? from > to : moments[0] > moments[1];
}
