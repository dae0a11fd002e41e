import type { Path } from './breakage.js';
import type { Subject } from './check.js';
import { formOf, type Scene } from './scene.js';

/** Who calls, with arguments of the right form: what the gates and the validation of input ask for, no more. */
export interface RightCall {
  readonly as: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The scene of a tool's call, or of one of its actions. */
export function sceneFor({ scenes, tool }: Subject, action: string | null): Scene {
  const scene = scenes.get(action);
  if (!scene) throw new Error(`'${tool.name}' has no scene for ${action ?? 'its call'}.`);
  return scene;
}

/** The right call of a tool or an action, without running its `given`. */
export function formed(subject: Subject, action: string | null): RightCall {
  const scene = sceneFor(subject, action);
  return { as: scene.as, input: formOf(subject.tool, scene) };
}

/** The right call whose action takes the argument at a path, so that nothing but what is put there is wrong. */
export function baseFor(subject: Subject, path: Path): RightCall {
  const name = String(path[0] ?? '');
  const actions = Object.entries(subject.tool.actions ?? {});
  const taking =
    actions.find(([, { needs }]) => needs?.includes(name)) ??
    actions.find(([, { refuses }]) => !refuses?.includes(name));
  return formed(subject, taking?.[0] ?? null);
}
