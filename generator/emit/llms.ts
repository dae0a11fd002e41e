import type { OutputFile, Program, Prompt, Resource } from '../model.js';
import { sitePath, subjectPath } from './docs/pages.js';

/** `llms.txt` (llmstxt.org): what a model reads first, a line a tool, linked to its page. */
export function emitLlms(program: Program): readonly OutputFile[] {
  const sections = program.modules.flatMap((module) => {
    const tools = program.tools.filter((tool) => tool.module === module.name);
    const beside = [...program.resources, ...program.prompts].filter((one) => one.module === module.name);
    if (tools.length + beside.length === 0) return [];
    const lines = [
      ...tools.map((tool) => `- [${tool.name}](/docs/${sitePath(tool)}): ${oneLine(tool.description)}`),
      ...beside.map((one) => `- [${nameOf(one)}](/docs/${htmlOf(one)}): ${oneLine(one.description)}`),
    ];
    return [
      `## ${module.title}`,
      '',
      ...(module.description === undefined ? [] : [module.description, '']),
      ...lines,
      '',
    ];
  });
  const text = [
    `# ${program.server.title}`,
    '',
    `> ${program.tools.length} tools over the Model Context Protocol at /mcp, and over plain HTTP at POST /mcp/tools/call with {"tool", "arguments"}. Send a key as 'Authorization: Bearer …'.`,
    '',
    ...sections,
    '## Reference',
    '',
    '- [All tools](/docs/index.html)',
    '- [Errors](/docs/errors.html)',
    '- [OpenAPI](/mcp/openapi.json)',
    '',
  ].join('\n');
  return [{ path: 'llms.txt', text }];
}

function nameOf(one: Resource | Prompt): string {
  return 'uri' in one ? `resource ${one.uri}` : `prompt ${one.name}`;
}

function htmlOf(one: Resource | Prompt): string {
  return subjectPath(one).replace(/\.md$/, '.html');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
