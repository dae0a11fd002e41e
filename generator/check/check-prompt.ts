import type { Json, Prompt, Resource } from '../model.js';
import type { DeclarationOf } from '../read/declaration.js';
import type { PromptKeys } from '../read/declaration-module.js';
import { type At, type Node, toJson, toPlace } from '../read/node.js';
import { checkAudience, checkContext, checkRequires } from './check-access.js';
import { checkAsks } from './check-asks.js';
import { readExamples } from './check-examples.js';
import { checkIcons } from './check-icons.js';
import { checkNameForm } from './check-name.js';
import { checkPlain } from './check-plain.js';
import { checkDescription } from './check-property.js';
import type { Scope } from './check-scope.js';
import { checkProperties } from './check-type.js';
import type { TypeChecker } from './check-types.js';
import { matchesUri } from './check-uri.js';

const blocks = ['text', 'image', 'audio', 'resource', 'resource_link'];

export function checkPrompt(
  prompt: DeclarationOf<'prompt'>,
  keys: PromptKeys,
  scope: Scope,
  checker: TypeChecker,
): Prompt {
  const { module, stem } = prompt;
  const parameters = checkProperties(keys.arguments?.value ?? [], checker.context(module, 'parameter'));
  checkPlain(parameters, checker.types, scope);
  const asks = checkAsks(keys.asks, module, checker);
  const known = [
    ...parameters.map(({ name }) => name),
    ...asks.flatMap(({ name, form }) => form.map((field) => `${name}.${field.name}`)),
  ];
  const head = scope.modules.get(module)?.head;
  checkNameForm(
    { value: stem, span: prompt.span },
    head?.naming.tools === 'kebab' ? 'tool (kebab)' : 'tool (snake)',
    scope.log,
  );
  if (keys.messages?.value.length === 0)
    scope.log.report('empty', keys.messages.span, { key: 'messages', what: 'message' });
  return {
    module,
    stem,
    name: `${head?.prefix ?? ''}${stem}`,
    place: toPlace(prompt.span),
    title: keys.title?.value ?? stem,
    description: keys.description ? checkDescription(keys.description, scope) : '',
    icons: checkIcons(keys.icons, scope.log),
    audience: checkAudience(keys.audience, scope),
    context: checkContext(keys.context, scope),
    requires: checkRequires(keys.requires, { module, scope, properties: parameters, types: checker.types }),
    arguments: parameters,
    asks,
    messages: (keys.messages?.value ?? []).flatMap((message) => {
      const role = message.user ? 'user' : 'assistant';
      const content = message[role];
      if (!content || (message.user && message.assistant)) {
        scope.log.report('message-role', message.span, {});
        return [];
      }
      return [{ role, content: contentOf(content, known, scope) } as const];
    }),
    examples: readExamples(keys, module, scope),
  };
}

/** Text, `{ resource: uri }`, or any content block of the protocol. */
function contentOf(content: At<string> | (Node & { kind: 'map' }), known: readonly string[], scope: Scope): Json {
  if ('value' in content) {
    checkHoles(content, known, scope);
    return { type: 'text', text: content.value };
  }
  for (const text of textsIn(content)) checkHoles(text, known, scope);
  const block = toJson(content) as { readonly type?: Json; readonly resource?: Json };
  if (typeof block.resource === 'string' && block.type === undefined)
    return { type: 'resource', resource: { uri: block.resource } };
  const type = String(block.type ?? '');
  if (!blocks.includes(type))
    scope.log.report('unknown-word', content.span, { word: type, words: blocks.join(', ') }, { candidates: blocks });
  return block;
}

function checkHoles(text: At<string>, candidates: readonly string[], { log }: Scope): void {
  for (const [, name] of text.value.matchAll(/\{(\w+(?:\.\w+)?)\}/g)) {
    if (!candidates.includes(name!)) log.report('unknown-placeholder', text.span, { name: name! }, { candidates });
  }
}

function textsIn(node: Node): readonly At<string>[] {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? [{ value: node.value, span: node.span }] : [];
  return (node.kind === 'list' ? node.items : node.entries.map(({ value }) => value)).flatMap(textsIn);
}

/** Whoever gets a prompt gets what it embeds: each address is that of a resource, whose gates then hold. */
export function checkEmbedded(prompt: DeclarationOf<'prompt'>, resources: readonly Resource[], { log }: Scope): void {
  for (const message of prompt.keys?.messages?.value ?? []) {
    const content = message.user ?? message.assistant;
    if (!content || 'value' in content) continue;
    const uri = embeddedUri(content);
    if (uri && !resources.some((resource) => matchesUri(resource.uri, uri.value))) {
      const candidates = resources.map((resource) => resource.uri);
      log.report('unreadable-resource', uri.span, { uri: uri.value }, { candidates });
    }
  }
}

/** The uri of a resource block that does not bring its contents along. */
function embeddedUri(content: Node & { kind: 'map' }): At<string> | null {
  const resource = content.entries.find(({ key }) => key.value === 'resource')?.value;
  if (resource?.kind === 'map') {
    if (resource.entries.some(({ key }) => key.value === 'text' || key.value === 'blob')) return null;
    const uri = resource.entries.find(({ key }) => key.value === 'uri')?.value;
    return uri?.kind === 'scalar' && typeof uri.value === 'string' ? { value: uri.value, span: uri.span } : null;
  }
  return resource?.kind === 'scalar' && typeof resource.value === 'string'
    ? { value: resource.value, span: resource.span }
    : null;
}
