import type { Program, Tool } from '../model.js';
import { resolverInput } from '../program/effective-input.js';
import { memberKey, type NameSpace, pascalCase, quote } from '../program/names.js';
import { type StepOf, stepsOf } from '../program/steps.js';
import { specifier, toolPath } from './paths.js';
import { importOf, type Statement } from './print-source.js';

/** `Calls`, the steps that a composite's resolver is given, and the imports that bring their types. */
export interface CallsType {
  readonly imports: readonly Statement[];
  readonly statements: readonly Statement[];
}

/** Nothing for a tool that composes none. `path` is the composite's own file, `names` what is taken there. */
export function callsType(program: Program, tool: Tool, path: string, names: NameSpace): CallsType {
  const byTool = new Map<string, StepOf[]>();
  for (const step of stepsOf(program, tool)) {
    byTool.set(step.tool.name, [...(byTool.get(step.tool.name) ?? []), step]);
  }
  if (byTool.size === 0) return { imports: [], statements: [] };
  const imports: Statement[] = [];
  const members = [...byTool.values()].map((steps) => {
    const [{ tool: composed }] = steps as [StepOf];
    const local = {
      input: names.claim(
        `${pascalCase(composed.stem)}Input`,
        `${pascalCase(composed.module)}${pascalCase(composed.stem)}Input`,
      ),
      output: names.claim(
        `${pascalCase(composed.stem)}Output`,
        `${pascalCase(composed.module)}${pascalCase(composed.stem)}Output`,
      ),
    };
    imports.push(
      importOf(specifier(path, toolPath(composed, 'tools', '.ts')), [
        { name: 'Input', alias: local.input, type: true },
        { name: 'Output', alias: local.output, type: true },
      ]),
    );
    const texts = steps.map(({ action }) => ({ action, text: stepText(program, composed, action, local) }));
    return memberText(composed.name, texts);
  });
  return {
    imports,
    statements: [
      `/** The steps, by tool. */\nexport interface Calls {\n${members.map((member) => `  ${member}\n`).join('')}}`,
    ],
  };
}

function memberText(name: string, steps: readonly { readonly action: string | null; readonly text: string }[]): string {
  const [only] = steps;
  if (only?.action === null) return `readonly ${memberKey(name)}: ${only.text};`;
  const actions = steps.map(({ action, text }) => `    readonly ${memberKey(action ?? '')}: ${text};\n`);
  return `readonly ${memberKey(name)}: {\n${actions.join('')}  };`;
}

/** What a composite gives a step: what a caller would, so that defaults may be left to the pipeline. */
function stepText(
  program: Program,
  composed: Tool,
  action: string | null,
  local: { readonly input: string; readonly output: string },
): string {
  const chosen = action === null ? local.input : `Extract<${local.input}, { readonly action: ${quote(action)} }>`;
  const { dryRun, limits } = composed;
  const unsaid = [
    ...(action === null ? [] : ['action']),
    ...(dryRun ? [dryRun.parameter] : []),
    ...(limits.timeoutParameter ? [limits.timeoutParameter.name] : []),
  ];
  const defaulted = resolverInput(program, composed)
    .properties.filter(({ name, required, type }) => !required && type.default !== undefined && !unsaid.includes(name))
    .map(({ name }) => name);
  const union = (keys: readonly string[]) => keys.map(quote).join(' | ');
  const omitted = [...unsaid, ...defaulted];
  const rest = omitted.length > 0 ? `Omit<${chosen}, ${union(omitted)}>` : chosen;
  const optional = defaulted.length > 0 ? ` & Partial<Pick<${chosen}, ${union(defaulted)}>>` : '';
  return `Step<${rest}${optional}, ${local.output}>`;
}
