import type { Emitter, OutputFile, Program } from '../model.js';
import { sortProgram } from '../program/sort-program.js';
import { emitAccessLock } from './access-lock.js';
import { emitCompletions } from './completion.js';
import { emitContract } from './contract.js';
import { emitPages } from './docs/pages.js';
import { emitLanguage } from './language.js';
import { emitLlms } from './llms.js';
import { emitOpenApi } from './openapi.js';
import { DEFAULT_LAYOUT, type Layout } from './paths.js';
import { emitProgram } from './program.js';
import { emitPrompts } from './prompt.js';
import { emitResolvers } from './resolvers.js';
import { emitResources } from './resource.js';
import { emitSchemas } from './schema.js';
import { emitServer } from './server.js';
import { emitSurfaceLock } from './surface-lock.js';
import { emitTools } from './tool.js';
import { emitTypes } from './types.js';

export type { Layout } from './paths.js';
export { resolverStub } from './resolvers.js';

/** All emitters; `layout` says where the resolvers lie as seen from the generated folder. */
export function createEmitters(layout: Layout = DEFAULT_LAYOUT): readonly Emitter[] {
  return [
    emitTools,
    emitResources,
    emitPrompts,
    emitCompletions,
    emitTypes,
    emitSchemas,
    emitServer,
    emitProgram,
    (program) => emitResolvers(program, layout),
    emitContract,
    emitAccessLock,
    emitSurfaceLock,
    emitOpenApi,
    emitLanguage,
    emitLlms,
    emitPages,
  ];
}

export const emitters: readonly Emitter[] = createEmitters();

/** Everything that is generated from a checked program, sorted by path. The same program gives the same bytes. */
export function emit(program: Program, layout: Layout = DEFAULT_LAYOUT): readonly OutputFile[] {
  const sorted = sortProgram(program);
  return createEmitters(layout)
    .flatMap((emitter) => emitter(sorted))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
