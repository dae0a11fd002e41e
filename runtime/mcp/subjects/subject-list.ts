import type {
  Prompt as ListedPrompt,
  Resource as ListedResource,
  ResourceTemplateType as ListedTemplate,
} from '@modelcontextprotocol/server';
import type { Kernel } from '../../call/call.js';
import { isVisible } from '../../call/visible-tools.js';
import type { Principal } from '../../principal.js';
import type { Prompt, Resource, Tool } from '../../tool.js';

/** What each caller sees of resources and prompts: one page, sorted, by the same rule as tools. */
export interface SubjectList {
  resources(principal: Principal): ListedResource[];
  templates(principal: Principal): ListedTemplate[];
  prompts(principal: Principal): ListedPrompt[];
}

const made = new WeakMap<Kernel, SubjectList>();

export function subjectList(kernel: Kernel): SubjectList {
  const known = made.get(kernel) ?? createSubjectList(kernel);
  made.set(kernel, known);
  return known;
}

function createSubjectList(kernel: Kernel): SubjectList {
  const { subjects } = kernel;
  const fixed = subjects.resources.filter(({ resource }) => !resource.template).map(entryOf(describeResource));
  const templates = subjects.resources.filter(({ resource }) => resource.template).map(entryOf(describeTemplate));
  const prompts = subjects.prompts.map(({ prompt, handler }) => ({
    tool: handler.tool,
    entry: describePrompt(prompt),
  }));
  const seen =
    <Entry>(all: readonly { readonly tool: Tool; readonly entry: Entry }[]) =>
    (principal: Principal) =>
      all.filter(({ tool }) => isVisible(kernel, tool, principal)).map(({ entry }) => entry);
  return { resources: seen(fixed), templates: seen(templates), prompts: seen(prompts) };
}

function entryOf<Entry>(describe: (resource: Resource) => Entry) {
  return ({ resource, handler }: Kernel['subjects']['resources'][number]) => ({
    tool: handler.tool,
    entry: describe(resource),
  });
}

function describeResource(resource: Resource): ListedResource {
  return { uri: resource.uri, ...told(resource) } as ListedResource;
}

function describeTemplate(resource: Resource): ListedTemplate {
  return { uriTemplate: resource.uri, ...told(resource) } as ListedTemplate;
}

function told({ name, title, description, mimeType, annotations, icons }: Resource) {
  return { name, title, description, mimeType, ...(annotations && { annotations }), ...(icons?.length && { icons }) };
}

function describePrompt({ name, title, description, icons, arguments: given }: Prompt): ListedPrompt {
  const named = Object.entries(given.properties ?? {}).map(([argument, shape]) => ({
    name: argument,
    description: shape.description,
    required: given.required?.includes(argument) ?? false,
  }));
  return {
    name,
    title,
    description,
    ...(icons?.length && { icons }),
    ...(named.length > 0 && { arguments: named }),
  } as ListedPrompt;
}
