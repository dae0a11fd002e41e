import { cacheForm } from './declaration-server.js';
import { asks, example, resourceExample } from './declaration-tool.js';
import { properties, typeNode } from './declaration-type.js';
import { byKind, list, mapOf, type Read, record } from './grammar.js';
import { anyMap, choice, flag, number, text } from './grammar-value.js';
import { icons } from './icons.js';

const grant = byKind({ scalar: text, map: record('a privilege', { title: text, sensitive: flag }, ['title']) });
const requires = list(
  byKind({ scalar: text, map: record('a privilege', { privilege: text, of: text }, ['privilege', 'of']) }),
);

/** `module.yaml`. */
export const moduleForm = record(
  'a module',
  {
    title: text,
    description: text,
    prefix: text,
    naming: record('a naming style', {
      tools: choice(['snake', 'kebab', 'dotted']),
      parameters: choice(['snake', 'camel']),
    }),
    envelope: choice(['bare', 'data_meta']),
    domains: mapOf(text),
    privileges: mapOf(record('a group of privileges', { title: text, grants: mapOf(grant) }, ['title', 'grants'])),
  },
  ['title'],
);

/** `groups/<group>.yaml`. */
export const groupForm = record('a property group', { description: text, properties }, ['properties']);

/** `resources/*.yaml`. */
export const resourceForm = record(
  'a resource',
  {
    uri: text,
    title: text,
    description: text,
    icons,
    annotations: record('annotations', { audience: list(choice(['user', 'assistant'])), priority: number }),
    mime_type: text,
    audience: list(text),
    context: text,
    requires,
    parameters: mapOf(typeNode),
    output: byKind({ scalar: choice(['text', 'binary']), map: typeNode }),
    subscribe: flag,
    cache: cacheForm,
    examples: list(resourceExample),
  },
  ['uri', 'title', 'description', 'mime_type', 'audience', 'requires', 'output'],
);

/** `prompts/*.yaml`. */
export const promptForm = record(
  'a prompt',
  {
    title: text,
    description: text,
    icons,
    audience: list(text),
    context: text,
    requires,
    arguments: mapOf(typeNode),
    asks,
    messages: list(
      record('a message', {
        user: byKind({ scalar: text, map: anyMap }),
        assistant: byKind({ scalar: text, map: anyMap }),
      }),
    ),
    examples: list(example),
  },
  ['title', 'description', 'audience', 'messages'],
);

export type ModuleKeys = Read<typeof moduleForm>;
export type GroupKeys = Read<typeof groupForm>;
export type ResourceKeys = Read<typeof resourceForm>;
export type PromptKeys = Read<typeof promptForm>;
