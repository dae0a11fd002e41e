import type { OutputFile, Program } from '../model.js';
import { sitePath } from './docs/pages.js';

/** `llms.txt` (llmstxt.org): what a model reads first, a line a tool, linked to its page. */
export function emitLlms(program: Program): readonly OutputFile[] {
  const sections = program.modules.flatMap((module) => {
    const tools = program.tools.filter((tool) => tool.module === module.name);
    if (tools.length === 0) return [];
    const lines = tools.map((tool) => `- [${tool.name}](/docs/${sitePath(tool)}): ${oneLine(tool.description)}`);
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

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
