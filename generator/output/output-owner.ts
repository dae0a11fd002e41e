/**
 * Whether a file in the generated folder is one that an earlier run wrote, and so may be removed. TypeScript says so
 * in its first line. JSON, Markdown, locks and llms.txt carry no such line: they are ours where the layout puts them.
 * Whatever is neither is a person's file: it is named, never removed.
 */
export function isOurs(path: string, text: string): boolean {
  if (temporary.test(path)) return true;
  if (path.endsWith('.ts')) return text.startsWith('// Generated ');
  return layout.some((pattern) => pattern.test(path));
}

const layout = [
  /^schemas\/[^/]+\/[^/]+\/[^/]+\.(input|output)\.json$/,
  /^docs\/.+\.md$/,
  /^(access|surface)\.lock$/,
  /^openapi\.json$/,
  /^language\/[a-z]+\.schema\.json$/,
  /^llms\.txt$/,
];

/** What a run that was killed in the middle of a write leaves behind. */
const temporary = /(^|\/)\.[^/]+\.toolwright-tmp$/;

export function temporaryName(name: string): string {
  return `.${name}.toolwright-tmp`;
}
