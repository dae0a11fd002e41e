/** What generated code, resolvers and applications import as `toolwright/runtime`. */

export type * from './accounts.js';
export { type ByIssuerOptions, identifyByIssuer } from './auth/issuer/identify-by-issuer.js';
export { addFileKey, type FileKey, identifyByKeyFile } from './auth/key-file.js';
export type { AuditRow, AuditWire } from './call/audit/audit.js';
export type { Log } from './call/call.js';
export { fillMessage } from './call/error-table.js';
export type { HookedCall, HookedEnd, Hooks } from './call/hooks.js';
export type { Gate } from './call/refusal.js';
export * from './context.js';
export { createServer, type ServerOptions, type ToolServer } from './create-server.js';
export * from './host.js';
export type { ServedRoute } from './http/served-routes.js';
export type { Outside, OutsideAnswer, OutsideRequest } from './outside/outside.js';
export * from './principal.js';
export type { Open, OpenOptions, Served } from './serve-project.js';
export { createMemoryStore, type MemoryStore } from './store/memory/memory-store.js';
export { startTracing } from './telemetry/start-tracing.js';
export * from './tool.js';
