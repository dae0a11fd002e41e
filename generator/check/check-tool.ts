import type { Action, Place, Property, Tool } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { toPlace } from '../read/node.js';
import { checkAudience, checkContext, checkRequires } from './check-access.js';
import { checkActions } from './check-actions.js';
import { checkAsks } from './check-asks.js';
import { checkBehaviour, checkConfirm } from './check-behaviour.js';
import { checkComposes } from './check-composes.js';
import { readExamples } from './check-examples.js';
import { checkFailures } from './check-failures.js';
import { checkFeeds } from './check-feeds.js';
import { checkAliases, checkDeprecated } from './check-history.js';
import { checkIcons } from './check-icons.js';
import { checkInput } from './check-input.js';
import { checkLimits } from './check-limits.js';
import { checkShaping } from './check-list.js';
import { originsOf } from './check-origins.js';
import { checkOutput } from './check-output.js';
import { checkDescription } from './check-property.js';
import { checkRouting, listedDescription } from './check-routing.js';
import { resolveTool, type Scope, type ToolName } from './check-scope.js';
import type { TypeChecker } from './check-types.js';

export interface ToolInputs {
  readonly scope: Scope;
  readonly checker: TypeChecker;
  readonly database: boolean;
}

/** One tool, whole. What needs other tools' contents (feeds, examples, the graph, the budget) is looked at afterwards. */
export function checkTool(name: ToolName, keys: ToolKeys, { scope, checker, database }: ToolInputs): Tool {
  const { module, domain, stem, wire, dotted } = name;
  const place = toPlace(name.declaration.span);
  const input = checkInput(keys, module, scope, checker);
  const requirementInputs = { module, scope, properties: input.type.properties, types: checker.types };
  const requires = checkRequires(keys.requires, requirementInputs);
  const actions = checkActions(keys, requires, requirementInputs);
  const behaviour = checkBehaviour(keys, { scope, module, database, actions });
  const inputs = conditionInputs(input.type.properties, actions, behaviour.dryRun, place);
  const output = checkOutput(keys, module, inputs, checker);
  const routing = checkRouting(keys, module, scope);
  const deprecated = checkDeprecated(keys, module, scope);
  const described = {
    value: listedDescription(keys.description?.value ?? '', routing.notFor, deprecated),
    span: keys.description?.span ?? keys.span,
  };
  return {
    module,
    domain,
    stem,
    name: wire,
    ...(dotted === undefined ? {} : { dotted }),
    place,
    title: `${domainLabel(domain, module, scope)}: ${keys.title?.value ?? stem}`,
    description: checkDescription(described, scope),
    icons: checkIcons(keys.icons, scope.log),
    routing,
    audience: checkAudience(keys.audience, scope),
    context: checkContext(keys.context, scope),
    requires,
    ...behaviour,
    confirm: checkConfirm(keys, actions, inputs, { scope, types: checker.types }),
    input: input.type,
    ...(input.verbatim ? { verbatimInput: input.verbatim } : {}),
    ...checkShaping(keys, output, module, checker),
    actions,
    output,
    failures: checkFailures(keys, { module, scope, checker, inputs: input.type.properties }),
    dependsOn: checkDependsOn(keys, module, scope),
    feeds: checkFeeds(keys, input.type.properties, module, scope),
    composes: checkComposes(keys, module, scope),
    asks: checkAsks(keys.asks, module, checker),
    progress: keys.progress?.value ?? false,
    limits: checkLimits(keys, module, scope),
    aliases: checkAliases(keys, input.type.properties, scope),
    ...(deprecated ? { deprecated } : {}),
    usesClient: keys.uses_client?.value.map(({ value }) => value) ?? [],
    examples: readExamples(keys, module, scope),
    origins: originsOf(keys, module, scope),
  };
}

/** What a condition may look at: the author's inputs, the action, and the dry run's parameter. */
function conditionInputs(
  own: readonly Property[],
  actions: readonly Action[],
  dryRun: Tool['dryRun'],
  place: Place,
): readonly Property[] {
  const added = (name: string, type: Property['type']): Property => ({
    name,
    place,
    type,
    description: '',
    required: false,
  });
  return [
    ...own,
    ...(actions.length > 0 ? [added('action', { kind: 'enum', values: actions.map(({ name }) => name) })] : []),
    ...(dryRun ? [added(dryRun.parameter, { kind: 'boolean' })] : []),
  ];
}

function domainLabel(domain: string, module: string, scope: Scope): string {
  const label = scope.modules.get(module)?.head.domains[domain];
  return label ?? domain.charAt(0).toUpperCase() + domain.slice(1).replaceAll('_', ' ');
}

function checkDependsOn(keys: ToolKeys, module: string, scope: Scope): Tool['dependsOn'] {
  const session = (keys.depends_on?.session?.value ?? []).flatMap(({ tool, reason }) => {
    const found = tool && resolveTool(tool, module, scope);
    return found ? [{ tool: found.wire, reason: reason?.value ?? '' }] : [];
  });
  const allowlist = (keys.depends_on?.allowlist?.value ?? []).flatMap(
    (tool) => resolveTool(tool, module, scope)?.wire ?? [],
  );
  return { session, allowlist };
}
