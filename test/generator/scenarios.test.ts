import { describe, expect, it } from 'vitest';
import { diagnosticTable } from '../../generator/diagnostic/diagnostic-table.js';
import { readRecorded, record, runScenario, scenarioNames } from './scenario.js';

const outcomes = scenarioNames().map((name) => ({ name, ...runScenario(name) }));

describe('golden scenarios', () => {
  it.each(outcomes)('$name', ({ name, files }) => {
    if (process.env.RECORD === '1') record(name, files);
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(readRecorded(name)));
  });

  it('show every code of the table', () => {
    const codes = new Set(outcomes.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
    expect([...codes].sort()).toEqual(Object.keys(diagnosticTable).sort());
  });

  it('hold at least 30 accepted and 40 refused specifications', () => {
    const refused = outcomes.filter(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'));
    expect(refused.length).toBeGreaterThanOrEqual(40);
    expect(outcomes.length - refused.length).toBeGreaterThanOrEqual(30);
  });
});
