/**
 * The contract between generated code and the runtime: what a declaration says, in the form that is enforced.
 * It imports nothing, so that generated code stays readable and the two can be built apart.
 */

export type WriteMode = 'read' | 'create' | 'update' | 'delete';
export type Format = 'concise' | 'detailed' | 'csv' | 'yaml';
export type Scalar = string | number | boolean | null;
export type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };

/** JSON Schema 2020-12 exactly as published to clients. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * A JSON Schema node with the annotations that the runtime enforces. An input's shape is what arguments are coerced
 * and validated with; an output's shape is the whole that a resolver returns, before anything is left out of it.
 */
export interface Shape {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: { readonly [name: string]: Shape };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly items?: Shape;
  readonly enum?: readonly Scalar[];
  readonly const?: Scalar;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly default?: Json;
  /** Keywords that came through `raw:` or `verbatim:`. */
  readonly raw?: JsonSchema;
  /** At least one of these groups of properties is present. */
  readonly oneOfRequired?: readonly (readonly string[])[];
  /** Kept out of audit, logs, traces, error echoes and stored results. */
  readonly sensitivity?: 'secret' | 'pii';
  /**
   * Text by strangers: cleaned of what hides in it, and, where it is `untrusted`, wrapped as `{ "untrusted": "…" }` on the
   * wire. Of an object it says so of all text that comes with keys which are not declared.
   */
  readonly trust?: 'untrusted' | 'cleaned';
  /** Left out for callers without this privilege. */
  readonly privilege?: string;
  /** Only in the `detailed` format. */
  readonly detail?: true;
  /** Hosts may send it as a string that holds JSON. */
  readonly accepts?: 'json_string';
  /** Mirrored to clients as `x-mcp-header`. */
  readonly header?: string;
}

/** `of`: the input whose value fills `{}` in the privilege. */
export interface Requirement {
  readonly privilege: string;
  readonly of?: string;
  readonly entityPaths?: readonly [entity: string, criteria: string];
}

export interface Action {
  readonly requires: readonly Requirement[];
  readonly needs?: readonly string[];
  readonly refuses?: readonly string[];
  readonly writeMode: WriteMode;
  readonly effects?: readonly string[];
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly confirm?: boolean;
}

export interface ObjectOutput {
  readonly kind: 'object';
  readonly shape: Shape;
}

export interface ListOutput {
  readonly kind: 'list';
  readonly of: Shape;
  readonly as: string;
  readonly rest: 'object' | 'bare';
  /** The resolver also returns `truncated`: whether there are more items than the tool answers. */
  readonly capped?: true;
}

/** One of several answers, and the arguments that it is the answer to. */
export type Variant = (ObjectOutput | ListOutput) & { readonly when: { readonly [input: string]: Scalar } };

/**
 * What a resolver returns: `object`, the shape; `list`, `{ [as]: items, total }`, from which the runtime makes the
 * page, or `{ [as]: items, truncated }` of a list that is capped; `variants`, the object or list whose `when` the arguments match; `outcomes`, `{ results, ...properties }`; `content`,
 * MCP content blocks.
 */
export type Output =
  | ObjectOutput
  | ListOutput
  | { readonly kind: 'variants'; readonly variants: { readonly [name: string]: Variant } }
  | {
      readonly kind: 'outcomes';
      readonly per: string;
      readonly value: Shape;
      readonly properties: { readonly [name: string]: Shape };
    }
  | { readonly kind: 'content' };

/** An error as declared: of one tool, or of the server's table. `{placeholders}` are inputs or data. */
export interface ErrorDeclaration {
  readonly message: string;
  readonly http: number;
  readonly channel: 'result' | 'rpc';
  readonly rpc?: number;
  readonly data?: { readonly [name: string]: Shape };
  readonly next?: { readonly tool: string; readonly fill?: { readonly [argument: string]: string } };
}

export interface Alias {
  readonly name: string;
  readonly rename?: { readonly [oldName: string]: string };
  readonly adapt?: boolean;
}

export interface Page {
  readonly style: 'limit_offset' | 'page_limit' | 'page_size';
  readonly default: number;
  readonly max: number;
}

/**
 * A question to a person. `form` is what an accepted answer is checked with; `schema` the same as clients show it, with
 * a title for each value.
 */
export interface Asks {
  readonly message: string;
  readonly form: Shape;
  readonly schema: JsonSchema;
}

export interface Tool {
  readonly name: string;
  readonly dotted?: string;
  readonly module: string;
  readonly domain: string;
  readonly title: string;
  readonly description: string;
  readonly icons?: readonly Icon[];
  readonly audience: readonly string[];
  readonly context: string | null;
  readonly requires: readonly Requirement[];
  readonly writeMode: WriteMode;
  readonly effects?: readonly string[];
  /** Deals with strangers: by its effects, or because it reads from them. */
  readonly openWorld?: true;
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly confirm?: true | { readonly when: { readonly [input: string]: Scalar } };
  readonly dryRun?: { readonly parameter: string; readonly default: boolean; readonly by: 'rollback' | 'resolver' };
  readonly idempotency?: true;
  readonly actions?: { readonly [action: string]: Action };
  readonly page?: Page;
  readonly sort?: { readonly fields: readonly string[]; readonly default: string };
  readonly filters?: { readonly [name: string]: readonly string[] };
  readonly fields?: { readonly default: readonly string[]; readonly onDemand: readonly string[] };
  readonly formats?: readonly Format[];
  /** Everything a caller may send, with what the language adds (`limit`, `sort`, `filters`, `response_format`, …). */
  readonly input: Shape;
  readonly output: Output;
  readonly errors?: { readonly [code: string]: ErrorDeclaration };
  readonly dependsOn?: {
    readonly session?: readonly { readonly tool: string; readonly reason: string }[];
    readonly allowlist?: readonly string[];
  };
  readonly feeds?: { readonly [argument: string]: { readonly tool: string; readonly path: string } };
  readonly composes?: readonly string[];
  readonly asks?: { readonly [question: string]: Asks };
  readonly progress?: true;
  readonly limits?: {
    readonly timeoutMs?: number;
    readonly timeoutParameter?: {
      readonly name: string;
      readonly default: number;
      readonly max: number;
      readonly onExpiry: 'answer' | 'error';
    };
    readonly rate?: { readonly calls: number; readonly per: 'second' | 'minute' | 'hour' };
    readonly quota?: number;
    readonly inlineBytes?: number;
    readonly concurrent?: number;
  };
  readonly aliases?: readonly Alias[];
  readonly deprecated?: { readonly since: string; readonly sunset?: string; readonly replaceWith?: string };
  readonly usesClient?: readonly ('sampling' | 'roots' | 'log')[];
  /** What clients see in tools/list. `outputSchema` is absent for content. */
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
}

export interface Icon {
  readonly src: string;
  readonly mimeType?: string;
  readonly sizes?: readonly string[];
}

/** What clients are told of whom a resource is for, and how much it matters: 0 to 1. */
export interface ResourceAnnotations {
  readonly audience?: readonly ('user' | 'assistant')[];
  readonly priority?: number;
}

/**
 * Something to read, at one address or, where parts of the `uri` stand in braces, at many. It passes the gates that a
 * tool passes which only reads.
 */
export interface Resource {
  readonly name: string;
  readonly module: string;
  readonly uri: string;
  readonly template?: true;
  readonly title: string;
  readonly description: string;
  readonly icons?: readonly Icon[];
  readonly annotations?: ResourceAnnotations;
  readonly mimeType: string;
  readonly audience: readonly string[];
  readonly context: string | null;
  readonly requires: readonly Requirement[];
  /** What the braces hold. Those of a query (`{?month}`) may be absent where nothing requires them. */
  readonly parameters: Shape;
  /** The completion of each parameter that has one. */
  readonly complete?: { readonly [parameter: string]: string };
  /** `text`: a resolver returns a string. `binary`: a Uint8Array. `type`: a value of the shape, sent as JSON. */
  readonly output: { readonly kind: 'text' | 'binary' } | { readonly kind: 'type'; readonly shape: Shape };
  readonly subscribe?: true;
  readonly cache?: CacheHint;
}

export interface CacheHint {
  readonly ttlMs: number;
  readonly scope: 'private' | 'public';
}

/** A message with `{placeholders}` of the arguments. A `resource` without contents is read when the prompt is asked for. */
export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly content: { readonly [key: string]: Json };
}

export interface Prompt {
  readonly name: string;
  readonly module: string;
  readonly title: string;
  readonly description: string;
  readonly icons?: readonly Icon[];
  readonly audience: readonly string[];
  readonly context: string | null;
  readonly requires: readonly Requirement[];
  readonly arguments: Shape;
  readonly complete?: { readonly [argument: string]: string };
  /** All asked before the messages are told; `{question.field}` stands for an answer. */
  readonly asks?: { readonly [question: string]: Asks };
  readonly messages: readonly PromptMessage[];
}

/** An example of a tool's file: a contract test, a passage of the docs and a mock answer at once. */
export interface Example {
  readonly title: string;
  readonly as: string;
  readonly given?: readonly {
    readonly call: string;
    readonly as?: string;
    readonly input: { readonly [key: string]: Json };
    readonly keep?: { readonly [name: string]: string };
  }[];
  readonly input: { readonly [key: string]: Json };
  readonly expect?: Json;
  readonly expectError?: string;
  /** The list is cut short by the tool's own cap. */
  readonly expectTruncated?: true;
  /** Of a resource: a call after which what was read is another. */
  readonly changedBy?: {
    readonly call: string;
    readonly as?: string;
    readonly input: { readonly [key: string]: Json };
  };
}

/** A tool together with the code that runs it. `run` gets validated, defaulted input. */
export interface Handler<Ctx = never> {
  readonly tool: Tool;
  readonly run: (input: unknown, ctx: Ctx) => Promise<unknown>;
  /** For aliases that say `adapt`: arguments of the old name to those of today, which are then validated. */
  readonly adapt?: { readonly [alias: string]: (old: { readonly [argument: string]: unknown }) => unknown };
}

/** A resource together with the code that reads it. `run` gets validated parameters. */
export interface ResourceHandler<Ctx = never> {
  readonly resource: Resource;
  readonly run: (input: unknown, ctx: Ctx) => Promise<unknown>;
}

/** What is typed so far of a parameter, and the others that are chosen already. */
export interface CompletionInput {
  readonly value: string;
  readonly arguments: { readonly [name: string]: string };
}

/** The code that suggests values of parameters that say `complete: <name>`. */
export interface CompletionHandler<Ctx = never> {
  readonly completion: { readonly module: string; readonly name: string };
  readonly run: (input: unknown, ctx: Ctx) => Promise<unknown>;
}

export type AnyHandler<Ctx = never> = Handler<Ctx> | ResourceHandler<Ctx> | CompletionHandler<Ctx>;

/** One block of MCP content, as a tool with `output: content` returns them. */
export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'audio'; readonly data: string; readonly mimeType: string }
  | {
      readonly type: 'resource_link';
      readonly uri: string;
      readonly name: string;
      readonly description?: string;
      readonly mimeType?: string;
    }
  | {
      readonly type: 'resource';
      readonly resource: { readonly uri: string; readonly mimeType?: string } & (
        | { readonly text: string }
        | { readonly blob: string }
      );
    };

export interface ContextDeclaration {
  readonly within?: string;
  readonly tenant?: true;
  readonly error: string;
  readonly meta: string;
}

export interface PrincipalDeclaration {
  readonly audiences: readonly string[];
  readonly context: { readonly [name: string]: string };
  readonly role: string | null;
  readonly writes: boolean;
}

export interface Module {
  readonly name: string;
  readonly title: string;
  readonly envelope: 'bare' | 'data_meta';
  readonly naming: { readonly tools: 'snake' | 'kebab' | 'dotted'; readonly parameters: 'snake' | 'camel' };
  readonly domains: { readonly [domain: string]: string };
  readonly privileges: { readonly [privilege: string]: { readonly title: string; readonly sensitive?: true } };
}

/** `spec/server.yaml` as the runtime needs it: roles expanded, the error table whole. */
/** A claim of a token, and what its values mean here; without `values` they are the declared names themselves. */
export interface ClaimSource {
  readonly claim: string;
  readonly values?: { readonly [value: string]: string };
}

/** What the tokens of another issuer say of their bearer. */
export interface Claims {
  readonly principal: string;
  readonly name: string;
  readonly contexts: { readonly [context: string]: string };
  readonly role: ClaimSource;
  readonly audiences: ClaimSource;
  readonly plan?: ClaimSource;
  readonly tools?: string;
}

export interface Server {
  readonly name: string;
  readonly title: string;
  readonly database: boolean;
  readonly audiences: { readonly [audience: string]: string };
  /** Audiences who alone are shown the reference of what is only for them. */
  readonly privateReference?: readonly string[];
  readonly contexts: { readonly [context: string]: ContextDeclaration };
  readonly principals: { readonly [principal: string]: PrincipalDeclaration };
  readonly roles: { readonly [role: string]: readonly string[] };
  readonly plans: { readonly [plan: string]: { readonly callsPerDay: number } };
  readonly claims?: Claims;
  readonly profiles: {
    readonly [profile: string]: {
      readonly writeModes?: readonly WriteMode[];
      readonly audience?: string;
      readonly tools?: readonly string[];
    };
  };
  readonly limits: {
    readonly bodyBytes: number;
    readonly inlineBytes: number;
    readonly sizeHintBytes: number;
    readonly timeoutMs: number;
    /** Of tools that declare none. */
    readonly rate?: { readonly calls: number; readonly per: 'second' | 'minute' | 'hour' };
  };
  readonly errors: { readonly [code: string]: ErrorDeclaration };
  readonly modules: { readonly [module: string]: Module };
  readonly cache?: CacheHint;
  readonly icons?: readonly Icon[];
}

/** The generated value of the whole spec. */
export interface Program {
  readonly server: Server;
  readonly tools: readonly Tool[];
  readonly resources?: readonly Resource[];
  readonly prompts?: readonly Prompt[];
}

/** What a resolver returns in place of its output when a declared error applies. Make it with `failure()`. */
export class DeclaredFailure<Code extends string = string, Data = unknown> {
  constructor(
    readonly code: Code,
    readonly data: Data,
  ) {}
}
