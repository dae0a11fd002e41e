import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { domainsOf, sitePath, subjectPath } from './emit/docs/pages.js';
import type { OutputFile, Program } from './model.js';
import { view } from './view.js';

// HTML in a description stays text: a spec from a package may not script the reference.
const markdown = new MarkdownIt({ html: false, linkify: false });
const wrapped = markdown.renderer.rules;
wrapped.table_open = () => '<div class="wide"><table>\n';
wrapped.table_close = () => '</table></div>\n';
wrapped.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  const target = token?.attrGet('href');
  if (typeof target === 'string' && !/^[a-z]+:/i.test(target))
    token?.attrSet('href', target.replace(/\.md(?=#|$)/, '.html'));
  return self.renderToken(tokens, index, options);
};

// A column without a name has no header: readers of tables aloud would call it one.
wrapped.th_open = (tokens, index, options, _env, self) =>
  tokens[index + 1]?.content === '' ? '<td>' : self.renderToken(tokens, index, options);
wrapped.th_close = (tokens, index, options, _env, self) =>
  tokens[index - 1]?.content === '' ? '</td>' : self.renderToken(tokens, index, options);

// On a phone a row stands as a card, and each cell says which column it was.
markdown.core.ruler.push('label-cells', ({ tokens }) => {
  let heads: string[] = [];
  let column = 0;
  tokens.forEach((token, index) => {
    if (token.type === 'thead_open') heads = [];
    if (token.type === 'th_open') heads.push(tokens[index + 1]?.content ?? '');
    if (token.type === 'tr_open') column = 0;
    if (token.type === 'td_open') token.attrSet('data-label', heads[column++] ?? '');
  });
});

/**
 * Builds the reference site from its Markdown pages into a folder of plain HTML files that work without scripts, from
 * any path; with scripts there is a search over them (Pagefind). The folder is made anew.
 */
export async function buildSite(program: Program, pages: readonly OutputFile[], folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const page of pages) {
    const path = join(folder, htmlPath(page.path));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, sitePage(program, page));
  }
  for (const asset of ['base.css', 'site.css', 'site.js', 'icon.svg']) {
    await cp(fileURLToPath(new URL(`./views/${asset}`, import.meta.url)), join(folder, asset));
  }
  await indexForSearch(folder);
}

/** A page as HTML, with the menu of all pages beside it. */
export function sitePage(program: Program, page: OutputFile): string {
  const path = htmlPath(page.path);
  const root = '../'.repeat(path.split('/').length - 1);
  return view('layout.html.hbs')({
    site: program.server.title,
    title: /^# (.+)$/m.exec(page.text)?.[1] ?? program.server.title,
    root,
    modules: menu(program, path),
    body: markdown.render(page.text),
  });
}

function menu(program: Program, current: string) {
  return program.modules.flatMap((module) => {
    const tools = program.tools.filter((tool) => tool.module === module.name);
    const beside = [
      { label: 'Resources', pages: program.resources.filter((one) => one.module === module.name) },
      { label: 'Prompts', pages: program.prompts.filter((one) => one.module === module.name) },
    ].filter(({ pages }) => pages.length > 0);
    if (tools.length + beside.length === 0) return [];
    const domains = domainsOf(tools).map((domain) => ({
      label: module.domains[domain] ?? domain,
      pages: tools
        .filter((tool) => tool.domain === domain)
        .map((tool) => {
          const path = sitePath(tool);
          return { name: tool.name, path, current: path === current };
        }),
    }));
    const others = beside.map(({ label, pages }) => ({
      label,
      pages: pages.map((one) => {
        const path = htmlPath(subjectPath(one));
        return { name: one.name, path, current: path === current };
      }),
    }));
    return [{ title: module.title, domains: [...domains, ...others] }];
  });
}

function htmlPath(page: string): string {
  return page.replace(/^docs\//, '').replace(/\.md$/, '.html');
}

async function indexForSearch(folder: string): Promise<void> {
  const pagefind = await import('pagefind');
  const { index, errors } = await pagefind.createIndex({});
  if (index === undefined) throw new Error(`The search index could not be made: ${errors.join('; ')}`);
  await index.addDirectory({ path: folder });
  await index.writeFiles({ outputPath: join(folder, 'pagefind') });
  await pagefind.close();
}
