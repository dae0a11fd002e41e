import { typeOf } from '../../../runtime/testing/valid-value.js';
import type { ListOutput, ObjectOutput, Shape, Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

type Step = string | number;

/** What is declared of the answer's properties: who sees them, in which format, in what form. */
export function outputMutants(tool: Tool): readonly Mutant[] {
  const { output } = tool;
  switch (output.kind) {
    case 'object':
    case 'list':
      return wholeMutants(tool, output, ['output']);
    case 'variants':
      return Object.entries(output.variants).flatMap(([name, variant]) =>
        wholeMutants(tool, variant, ['output', 'variants', name]),
      );
    case 'outcomes':
      return shapeMutants(tool, output.value, ['output', 'value'], ['results', 'value']);
    case 'content':
      return [];
  }
}

function wholeMutants(tool: Tool, output: ObjectOutput | ListOutput, path: readonly Step[]): readonly Mutant[] {
  if (output.kind === 'object') return shapeMutants(tool, output.shape, [...path, 'shape'], []);
  const variant = variantOf(path);
  const rest = output.rest === 'bare' ? 'object' : 'bare';
  return [
    toolMutant(tool, 'output.as', `another name${variant}`, (served) =>
      changed(served, [...path, 'as'], `${output.as}_of_another_name`),
    ),
    toolMutant(tool, 'output.rest', `${rest}${variant}`, (served) => changed(served, [...path, 'rest'], rest)),
    ...(output.capped
      ? [
          toolMutant(tool, 'output.capped', `taken away${variant}`, (served) =>
            changed(served, [...path, 'capped'], undefined),
          ),
        ]
      : []),
    ...(output.of.trust
      ? [
          toolMutant(tool, `output.${output.as}.trust`, `taken away${variant}`, (served) =>
            changed(served, [...path, 'of', 'trust'], undefined),
          ),
        ]
      : []),
    ...shapeMutants(tool, output.of, [...path, 'of'], [output.as]),
  ];
}

function variantOf(path: readonly Step[]): string {
  return path[1] === 'variants' ? ` of ${path[2]}` : '';
}

function shapeMutants(tool: Tool, shape: Shape, path: readonly Step[], place: readonly string[]): Mutant[] {
  const variant = variantOf(path);
  const within = Object.entries(shape.properties ?? {}).flatMap(([name, property]) => {
    const here = [...path, 'properties', name];
    const called = [...place, name];
    // Details are told in one format alone.
    const isTold = !property.detail || tool.formats?.includes('detailed');
    const put = (keyword: string, what: string, value: unknown) =>
      toolMutant(tool, `output.${[...called, keyword].join('.')}`, `${what}${variant}`, (served) =>
        changed(served, [...here, keyword], value),
      );
    return [
      toolMutant(tool, `output.${called.join('.')}`, `taken away${variant}`, (served) =>
        changed(served, here, undefined),
      ),
      ...(isTold ? [put('privilege', 'one that nobody has', 'nobody:has:this')] : []),
      ...(isTold && property.privilege ? [put('privilege', 'taken away', undefined)] : []),
      ...(property.detail
        ? [put('detail', 'taken away', undefined)]
        : tool.formats?.includes('concise')
          ? [put('detail', 'added', true)]
          : []),
      ...(property.trust && isTold
        ? [put('trust', 'taken away', undefined)]
        : isText(property) && isTold
          ? [put('trust', 'added', 'untrusted')]
          : []),
      ...(property.sensitivity ? [put('sensitivity', 'taken away', undefined)] : []),
      ...(property.type === undefined ? [] : [put('type', 'another', isWhole(property) ? 'string' : 'object')]),
      ...shapeMutants(tool, property, here, called),
    ];
  });
  const open = shape.additionalProperties;
  return [
    ...within,
    ...(shape.items ? shapeMutants(tool, shape.items, [...path, 'items'], place) : []),
    ...(typeof open === 'object' ? shapeMutants(tool, open, [...path, 'additionalProperties'], [...place, '*']) : []),
  ];
}

function isText(shape: Shape): boolean {
  return !shape.enum && (shape.type === 'string' || (Array.isArray(shape.type) && shape.type.includes('string')));
}

function isWhole(shape: Shape): boolean {
  return ['object', 'array'].includes(typeOf(shape) ?? '');
}
