import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, most of it by waiting for processes and browsers that it starts. */
const longest = [
  'acceptance/crashing-purchase',
  'acceptance/new-tool',
  'acceptance/any-request',
  'acceptance/market-model',
  'acceptance/crash',
  'site/site',
  'pages/account',
  'testing/proofs',
  'acceptance/edited-spec',
  'pages/access',
  'cli/explain',
  'package/package',
  'pages/reference',
  'pages/activity',
];

/**
 * Begins a project's longest files first, where vitest, which knows no durations on a clean checkout, goes by their sizes:
 * whichever began last was the end of the run, with one worker at it and the others done.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).sort((one, other) => placeOf(one) - placeOf(other)),
    );
  }
}

/** Those that are not named come after, in the order that they had. */
function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return place === -1 ? longest.length : place;
}
