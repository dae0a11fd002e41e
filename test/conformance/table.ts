import type { Check, ScenarioResult, SuiteResult } from './suite.js';

type Column = SuiteResult & { readonly nativePath?: boolean };

const words = { passed: 'passed', failed: 'FAILED', none: '-' } as const;

/** One row a scenario, one column a run; below, what every failed check says. */
export function table(columns: readonly Column[]): string {
  const scenarios = [...new Set(columns.flatMap(({ results }) => results.map(({ scenario }) => scenario)))].sort();
  const heads = ['scenario', ...columns.map(title)];
  const rows = scenarios.map((scenario) => [scenario, ...columns.map(({ results }) => cell(results, scenario))]);
  const widths = heads.map((_, index) => Math.max(...[heads, ...rows].map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(heads), ...rows.map(line), '', ...columns.map(summary), ...columns.flatMap(complaints)].join('\n');
}

function title({ revision, nativePath }: Column): string {
  return nativePath === undefined ? revision : `${revision} ${nativePath ? 'native' : 'library'}`;
}

function cell(results: readonly ScenarioResult[], scenario: string): string {
  const result = results.find((each) => each.scenario === scenario);
  if (!result) return words.none;
  const word = result.checks.some(isFailure) ? words.failed : words.passed;
  return result.scored ? word : `(${word})`;
}

function summary(column: Column): string {
  const scored = column.results.filter(({ scored }) => scored);
  const passed = scored.filter(({ checks }) => !checks.some(isFailure));
  return `${title(column)}: ${passed.length} of ${scored.length} scored scenarios passed`;
}

function complaints(column: Column): readonly string[] {
  return column.results.flatMap(({ scenario, scored, checks }) =>
    checks
      .filter((check) => isFailure(check) || check.status === 'WARNING')
      .map(
        ({ id, status, errorMessage = '' }) =>
          `  ${title(column)}  ${scenario}${scored ? '' : ' (not scored)'}  ${status.toLowerCase()} ${id}: ${errorMessage}`,
      ),
  );
}

function isFailure({ status }: Check): boolean {
  return status === 'FAILURE';
}
