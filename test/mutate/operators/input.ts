import { longestString } from '../../../runtime/testing/breakage.js';
import type { Shape, Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

type Step = string | number;

/** Every constraint of the input, widened, narrowed and taken away; every argument dropped; every rule between them. */
export function inputMutants(tool: Tool): readonly Mutant[] {
  return shapeMutants(tool, tool.input, ['input'], ['input']);
}

/** `path` leads through the declaration, `place` is how checks call the same place. */
export function shapeMutants(tool: Tool, shape: Shape, path: readonly Step[], place: readonly string[]): Mutant[] {
  const put = (keyword: string, what: string, value: unknown) =>
    toolMutant(tool, [...place, keyword].join('.'), what, (served) => changed(served, [...path, keyword], value));
  const numbers = [
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minItems',
    'maxItems',
  ] as const;
  const bounds = numbers.flatMap((keyword) => {
    const bound = shape[keyword];
    if (bound === undefined) return [];
    const step = keyword.endsWith('imum') ? (shape.multipleOf ?? 1) : 1;
    return [
      put(keyword, 'taken away', undefined),
      put(keyword, `${bound + step}`, bound + step),
      ...((bound > 0 && isReached(shape, keyword)) || keyword.endsWith('imum')
        ? [put(keyword, `${bound - step}`, bound - step)]
        : []),
    ];
  });
  return [
    ...bounds,
    ...(shape.pattern === undefined
      ? []
      : [put('pattern', 'taken away', undefined), put('pattern', 'never matches', '^(?!)$')]),
    ...(shape.format === undefined
      ? []
      : [put('format', 'taken away', undefined), put('format', 'another', shape.format === 'email' ? 'uri' : 'email')]),
    ...(shape.multipleOf === undefined ? [] : [put('multipleOf', 'taken away', undefined)]),
    ...(shape.uniqueItems === undefined ? [] : [put('uniqueItems', 'taken away', undefined)]),
    ...enumMutants(shape, put),
    ...typeMutants(shape, place, put),
    ...defaultMutants(shape, place, put),
    ...(shape.sensitivity === undefined ? [] : [put('sensitivity', 'taken away', undefined)]),
    ...(shape.accepts === undefined || shape.type !== undefined ? [] : [put('accepts', 'taken away', undefined)]),
    ...(shape.oneOfRequired ?? []).map((_, index) =>
      toolMutant(tool, `${place.join('.')}.oneOfRequired`, `without group ${index + 1}`, (served) =>
        changed(served, [...path, 'oneOfRequired', index], undefined),
      ),
    ),
    ...(shape.oneOfRequired ? [put('oneOfRequired', 'taken away', undefined)] : []),
    ...objectMutants(tool, shape, path, place),
    ...(shape.items ? shapeMutants(tool, shape.items, [...path, 'items'], [...place, 'items']) : []),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, property]) =>
      shapeMutants(tool, property, [...path, 'properties', name], [...place, name]),
    ),
  ];
}

/** Where a pattern or a format allows no string that is so long, one less is the same. */
function isReached(shape: Shape, keyword: string): boolean {
  return keyword !== 'maxLength' || shape.enum !== undefined || longestString(shape) !== null;
}

type Put = (keyword: string, what: string, value: unknown) => Mutant;

function enumMutants(shape: Shape, put: Put): Mutant[] {
  const values = shape.enum;
  if (!values) return [];
  const fewer =
    values.length > 1
      ? values.map((value) =>
          put(
            'enum',
            `without ${value}`,
            values.filter((other) => other !== value),
          ),
        )
      : [];
  return [put('enum', 'taken away', undefined), ...fewer];
}

function typeMutants(shape: Shape, place: readonly string[], put: Put): Mutant[] {
  if (shape.type === undefined || place.length === 1) return [];
  const types = typeof shape.type === 'string' ? [shape.type] : shape.type;
  const plain = types.filter((type) => type !== 'null');
  const other = plain.includes('boolean') ? 'integer' : 'boolean';
  return [
    put('type', other, other),
    ...(types.includes('null') ? [put('type', 'not nullable', plain[0])] : []),
    // Where an enum lists what may come, null is no part of it.
    ...(types.includes('null') || shape.enum ? [] : [put('type', 'nullable', [...types, 'null'])]),
  ];
}

function defaultMutants(shape: Shape, place: readonly string[], put: Put): Mutant[] {
  const value = shape.default;
  if (value === undefined) return [];
  const other =
    shape.enum?.find((each) => each !== value) ??
    (typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`);
  // The first format is the default with or without the word for it.
  const isFormat = ['response_format', 'responseFormat'].includes(place.at(-1) ?? '');
  return [...(isFormat ? [] : [put('default', 'taken away', undefined)]), put('default', `${String(other)}`, other)];
}

function objectMutants(tool: Tool, shape: Shape, path: readonly Step[], place: readonly string[]): Mutant[] {
  const at = (key: string, what: string, steps: readonly Step[], value: unknown) =>
    toolMutant(tool, [...place, key].join('.'), what, (served) => changed(served, [...path, ...steps], value));
  const required = shape.required ?? [];
  const names = Object.keys(shape.properties ?? {});
  // What has a default is never missing, nor is what every action needs.
  const actions = place.length === 1 ? Object.values(tool.actions ?? {}) : [];
  const missable = (name: string) =>
    !required.includes(name) &&
    shape.properties?.[name]?.default === undefined &&
    !(actions.length > 0 && actions.every(({ needs }) => needs?.includes(name)));
  return [
    ...(shape.additionalProperties === false
      ? [at('additionalProperties', 'open', ['additionalProperties'], true)]
      : []),
    ...required.map((name, index) => at('required', `without ${name}`, ['required', index], undefined)),
    ...names.filter(missable).map((name) => at('required', `with ${name}`, ['required'], [...required, name])),
    ...names.map((name) => at(name, 'taken away', ['properties', name], undefined)),
  ];
}
