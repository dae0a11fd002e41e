/** What generated code, resolvers and applications import as `toolwright/runtime`. */

export type { AuditRow } from './call/audit.js';
export type { Log } from './call/call.js';
export type { Gate } from './call/refusal.js';
export * from './context.js';
export { createServer, type ServerOptions, type ToolServer } from './create-server.js';
export * from './host.js';
export * from './principal.js';
export * from './tool.js';
