import type { OutputFile, Program, Prompt, Resource, Tool } from '../../model.js';
import { access, accessActions, asReading } from '../../program/access.js';
import { cell, code, view } from '../../view.js';
import { perTool } from '../per-tool.js';
import { exampleBody } from './error-bodies.js';
import { promptPage, resourcePage } from './subject-page.js';
import { errorRow, tidy, toolPage } from './tool-page.js';

const pageOf = perTool(toolPage);

/** Where a tool's page stands under `docs/`. */
export function pagePath(tool: Tool): string {
  return `${tool.module}/${tool.domain}/${tool.stem}.md`;
}

/** Where the page of a resource or a prompt stands under `docs/`. */
export function subjectPath(subject: Resource | Prompt): string {
  return `${subject.module}/${'uri' in subject ? 'resources' : 'prompts'}/${subject.stem}.md`;
}

/** Where it stands in the site, under `/docs/`. */
export function sitePath(tool: Tool): string {
  return pagePath(tool).replace(/\.md$/, '.html');
}

/** The reference as Markdown: an index, a page a tool, the errors, and the matrix of access. */
export function emitPages(program: Program): readonly OutputFile[] {
  return [
    { path: 'docs/index.md', text: indexPage(program) },
    { path: 'docs/errors.md', text: errorsPage(program) },
    { path: 'docs/access.md', text: accessPage(program) },
    ...program.tools.map((tool) => ({ path: `docs/${pagePath(tool)}`, text: pageOf(program, tool) })),
    ...program.resources.map((one) => ({ path: `docs/${subjectPath(one)}`, text: resourcePage(program, one) })),
    ...program.prompts.map((one) => ({ path: `docs/${subjectPath(one)}`, text: promptPage(program, one) })),
  ];
}

function indexPage(program: Program): string {
  const modules = program.modules
    .map((module) => ({
      ...module,
      tools: program.tools.filter((tool) => tool.module === module.name),
      resources: program.resources.filter((one) => one.module === module.name),
      prompts: program.prompts.filter((one) => one.module === module.name),
    }))
    .filter(({ tools, resources, prompts }) => tools.length + resources.length + prompts.length > 0);
  return tidy(
    view('index.md.hbs')({
      title: program.server.title,
      count: program.tools.length,
      modules: modules.map((module) => ({
        title: module.title,
        description: module.description,
        resources: module.resources.map((one) => ({ ...subjectRow(one), name: code(one.uri) })),
        prompts: module.prompts.map((one) => ({ ...subjectRow(one), name: code(one.name) })),
        domains: domainsOf(module.tools).map((domain) => ({
          label: module.domains[domain] ?? domain,
          tools: module.tools
            .filter((tool) => tool.domain === domain)
            .map((tool) => ({
              name: code(tool.name),
              path: pagePath(tool),
              title: cell(tool.title.replace(/^[^:]+: /, '')),
              writeMode: tool.writeMode,
              audience: tool.audience.join(', '),
            })),
        })),
      })),
    }),
  );
}

function subjectRow(subject: Resource | Prompt) {
  return { path: subjectPath(subject), title: cell(subject.title), audience: subject.audience.join(', ') };
}

/** The domains of some tools, in the order of the alphabet. */
export function domainsOf(tools: readonly Tool[]): readonly string[] {
  return [...new Set(tools.map((tool) => tool.domain))].sort();
}

function errorsPage(program: Program): string {
  return tidy(
    view('errors.md.hbs')({
      common: program.server.errors.map(errorRow),
      bodies: program.server.errors.flatMap((error) => {
        const body = exampleBody(error);
        return body === null ? [] : [{ code: code(error.code), json: JSON.stringify(body, null, 2) }];
      }),
      own: program.tools.flatMap((tool) =>
        tool.failures.map((failure) => ({ ...errorRow(failure), tool: `[${tool.name}](${pagePath(tool)})` })),
      ),
    }),
  );
}

function accessPage(program: Program): string {
  const { principals } = program.server;
  const rows = program.tools.flatMap((tool) =>
    accessActions(tool).map((action) => ({
      tool: `[${action === undefined ? tool.name : `${tool.name} ${action.name}`}](${pagePath(tool)})`,
      cells: principals.map((principal) => (access(program, tool, principal, action).allowed ? 'yes' : '')),
    })),
  );
  const others = [...program.resources, ...program.prompts].map((one) => ({
    tool: `[${'uri' in one ? one.uri : one.name}](${subjectPath(one)})`,
    cells: principals.map((principal) => (access(program, asReading(one), principal).allowed ? 'yes' : '')),
  }));
  const names = principals.map((principal) => principal.name);
  return tidy(view('access.md.hbs')({ principals: names, rows: [...rows, ...others] }));
}
