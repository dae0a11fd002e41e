/**
 * The Program: what the checker makes of `spec/` and all that emitters read. It imports nothing.
 *
 * Terms. A **tool** is one YAML file and one MCP tool. Its **wire name** is what clients call (`shop-entity-read`,
 * `catalog_product_get`); its **stem** is the file's name. A **privilege** is always module-qualified here
 * (`marketplace:project:rotate`). A **type** is a closed union; a **named type** is declared once in a module and
 * referred to by its name. A **failure** is an error that a tool declares. A **principal** is an identity of the demo
 * data, used by examples and by the access matrix.
 */

/** Where a declaration stands: a path relative to the project and 1-based line and column. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type WriteMode = 'read' | 'create' | 'update' | 'delete';
export type Sensitivity = 'secret' | 'pii';
/** Text by strangers: `untrusted` is told as theirs, `cleaned` only loses what hides in it. */
export type Trust = 'untrusted' | 'cleaned';
export type Scalar = string | number | boolean | null;
export type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };

/** What every type may carry, whatever its kind. */
export interface TypeFacts {
  readonly description?: string;
  readonly nullable?: true;
  readonly default?: Json;
}

export type Type =
  | StringType
  | NumberType
  | BooleanType
  | EnumType
  | ListType
  | MapType
  | ObjectType
  | NamedType
  | RawType;

export interface StringType extends TypeFacts {
  readonly kind: 'string';
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface NumberType extends TypeFacts {
  readonly kind: 'integer' | 'number';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export interface BooleanType extends TypeFacts {
  readonly kind: 'boolean';
}

/** `titles` gives a person's word for each value, in the same order, where the spec says `enum: { red: Red }`. */
export interface EnumType extends TypeFacts {
  readonly kind: 'enum';
  readonly values: readonly Scalar[];
  readonly titles?: readonly string[];
}

export interface ListType extends TypeFacts {
  readonly kind: 'list';
  readonly of: Type;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
}

export interface MapType extends TypeFacts {
  readonly kind: 'map';
  readonly of: Type;
}

/** `open` objects take keys that are not known beforehand. `oneOfRequired`: at least one of these groups is present. */
export interface ObjectType extends TypeFacts {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  readonly open?: true;
  readonly oneOfRequired?: readonly (readonly string[])[];
}

/** A reference. The declaration itself is in `Program.modules[].types`. Recursive references arrive unrolled. */
export interface NamedType extends TypeFacts {
  readonly kind: 'named';
  readonly module: string;
  readonly name: string;
}

/** A JSON Schema fragment passed through (`raw:`, `verbatim:`), composition already stripped where the rule says so. */
export interface RawType extends TypeFacts {
  readonly kind: 'raw';
  readonly schema: { readonly [keyword: string]: Json };
}

export interface Property {
  readonly name: string;
  readonly place: Place;
  readonly type: Type;
  readonly description: string;
  /** In an input: must be given. In a type: is present (false where the spec says `optional: true`). */
  readonly required: boolean;
  readonly sensitivity?: Sensitivity;
  readonly trust?: Trust;
  readonly privilege?: string;
  readonly detail?: true;
  readonly accepts?: 'json_string';
  readonly header?: string;
  /** Of a resource's parameter or a prompt's argument: the name of its completion. */
  readonly complete?: string;
}

export interface TypeDeclaration {
  readonly module: string;
  readonly name: string;
  readonly place: Place;
  readonly description: string;
  readonly type: Exclude<Type, NamedType>;
  /** Of scalars and enums declared once and used by many properties. */
  readonly sensitivity?: Sensitivity;
  readonly trust?: Trust;
}

/** `of` names an enum-like input whose value fills `{}`; `entityPaths` names the inputs that hold entity and criteria. */
export interface Requirement {
  readonly privilege: string;
  readonly of?: string;
  readonly entityPaths?: readonly [entity: string, criteria: string];
}

export interface Action {
  readonly name: string;
  readonly place: Place;
  readonly description?: string;
  readonly requires: readonly Requirement[];
  readonly needs: readonly string[];
  readonly refuses: readonly string[];
  readonly writeMode: WriteMode;
  readonly effects: readonly string[];
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly confirm: boolean;
}

export type Format = 'concise' | 'detailed' | 'csv' | 'yaml';

export interface Page {
  readonly style: 'limit_offset' | 'page_limit' | 'page_size';
  readonly default: number;
  readonly max: number;
}

export interface Sort {
  readonly fields: readonly string[];
  /** A field, with `-` before it for descending. */
  readonly default: string;
}

export type FilterOperator = 'eq' | 'in' | 'from' | 'to' | 'contains';

export interface Filter {
  readonly name: string;
  readonly type: Type;
  readonly ops: readonly FilterOperator[];
}

export interface FieldSelection {
  readonly default: readonly string[];
  readonly onDemand: readonly string[];
}

export interface ObjectOutput {
  readonly kind: 'object';
  readonly type: Type;
}

export interface ListOutput {
  readonly kind: 'list';
  readonly of: Type;
  readonly as: string;
  readonly rest: 'object' | 'bare';
  /** The tool answers no more than so many items, and its resolver says whether there were more. */
  readonly capped?: true;
}

export type Output =
  | ObjectOutput
  | ListOutput
  | { readonly kind: 'variants'; readonly variants: readonly Variant[] }
  | { readonly kind: 'outcomes'; readonly per: string; readonly value: Type; readonly properties: readonly Property[] }
  | { readonly kind: 'content' };

/** One of several answers, and the arguments that it is the answer to. */
export type Variant = (ObjectOutput | ListOutput) & {
  readonly name: string;
  readonly when: Readonly<Record<string, Scalar>>;
};

export interface Failure {
  readonly code: string;
  readonly place: Place;
  readonly message: string;
  readonly http: number;
  readonly rpc?: number;
  readonly channel: 'result' | 'rpc';
  readonly data: readonly Property[];
  /** The wire name of the tool that helps, and arguments to fill, by input or data name. */
  readonly next?: { readonly tool: string; readonly fill: Readonly<Record<string, string>> };
}

export interface Example {
  readonly title: string;
  readonly place: Place;
  readonly as: string;
  readonly given: readonly Given[];
  readonly input: { readonly [key: string]: Json };
  readonly expect?: Json;
  readonly expectError?: string;
  /** The list is cut short by the tool's own cap. */
  readonly expectTruncated?: true;
  /** Of a resource: a call after which what was read is another. */
  readonly changedBy?: Given;
}

export interface Given {
  readonly call: string;
  readonly as?: string;
  readonly input: { readonly [key: string]: Json };
  readonly keep: Readonly<Record<string, string>>;
}

export interface Alias {
  readonly name: string;
  /** Old argument name to the one it has now. */
  readonly rename: Readonly<Record<string, string>>;
  /** Whether a typed `adapt` beside the resolver reshapes the arguments. */
  readonly adapt: boolean;
}

export interface Question {
  readonly name: string;
  readonly message: string;
  readonly form: readonly Property[];
}

export interface Limits {
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
}

export interface Tool {
  readonly module: string;
  readonly domain: string;
  readonly stem: string;
  /** What clients call: prefix applied, dots replaced by underscores. */
  readonly name: string;
  /** The canonical dotted name, in modules named so. */
  readonly dotted?: string;
  readonly place: Place;
  /** As listed: `Domain: Title`. */
  readonly title: string;
  /** As listed: with the sentences that `routing.not_for` adds. */
  readonly description: string;
  readonly icons: readonly Icon[];
  readonly routing: {
    readonly say: readonly string[];
    readonly notFor: readonly { readonly say: string; readonly use: string }[];
  };
  readonly audience: readonly string[];
  readonly context: string | null;
  readonly requires: readonly Requirement[];
  readonly writeMode: WriteMode;
  readonly effects: readonly string[];
  /** Deals with strangers: by its effects, or because it reads from them. */
  readonly openWorld: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly confirm: false | { readonly when: Readonly<Record<string, Scalar>> | null };
  readonly dryRun:
    | false
    | { readonly parameter: string; readonly default: boolean; readonly by: 'rollback' | 'resolver' };
  readonly idempotency: boolean;
  /** The author's own properties and those of included groups, without what the language adds. */
  readonly input: ObjectType;
  /** `input: { verbatim }` of protocol fixtures. */
  readonly verbatimInput?: { readonly [keyword: string]: Json };
  readonly page?: Page;
  readonly sort?: Sort;
  readonly filters: readonly Filter[];
  readonly fields?: FieldSelection;
  readonly actions: readonly Action[];
  readonly output: Output;
  /** Empty where there is nothing to choose; else the first is the default. */
  readonly formats: readonly Format[];
  readonly failures: readonly Failure[];
  readonly dependsOn: {
    readonly session: readonly { readonly tool: string; readonly reason: string }[];
    readonly allowlist: readonly string[];
  };
  readonly feeds: Readonly<Record<string, { readonly tool: string; readonly path: string }>>;
  /** Wire names, `.action` kept. */
  readonly composes: readonly string[];
  readonly asks: readonly Question[];
  readonly progress: boolean;
  readonly limits: Limits;
  readonly aliases: readonly Alias[];
  readonly deprecated?: { readonly since: string; readonly sunset?: string; readonly replaceWith?: string };
  readonly usesClient: readonly ('sampling' | 'roots' | 'log')[];
  readonly examples: readonly Example[];
  /** Where each effective key comes from, for `explain`. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** `declared` in the tool's file, `default` of the language, `module`/`server` inherited. */
export type Origin =
  | { readonly from: 'declared'; readonly place: Place }
  | { readonly from: 'default'; readonly why: string }
  | { readonly from: 'module' | 'server'; readonly place: Place };

export interface Icon {
  readonly src: string;
  readonly mimeType?: string;
  readonly sizes?: readonly string[];
}

export interface Resource {
  readonly module: string;
  readonly stem: string;
  /** The stem with the module's prefix. Clients read by `uri`. */
  readonly name: string;
  readonly place: Place;
  readonly uri: string;
  readonly template: boolean;
  readonly title: string;
  readonly description: string;
  readonly icons: readonly Icon[];
  readonly annotations?: { readonly audience?: readonly ('user' | 'assistant')[]; readonly priority?: number };
  readonly mimeType: string;
  readonly audience: readonly string[];
  readonly context: string | null;
  readonly requires: readonly Requirement[];
  /** What the braces of the uri hold. */
  readonly parameters: readonly Property[];
  readonly output:
    | { readonly kind: 'text' }
    | { readonly kind: 'binary' }
    | { readonly kind: 'type'; readonly type: Type };
  readonly subscribe: boolean;
  readonly cache?: { readonly ttlMs: number; readonly scope: 'private' | 'public' };
  readonly examples: readonly Example[];
}

export interface Prompt {
  readonly module: string;
  readonly stem: string;
  readonly name: string;
  readonly place: Place;
  readonly title: string;
  readonly description: string;
  readonly icons: readonly Icon[];
  readonly audience: readonly string[];
  readonly context: string | null;
  readonly requires: readonly Requirement[];
  readonly arguments: readonly Property[];
  /** All of them are asked before the messages are told, which say an answer as `{question.field}`. */
  readonly asks: readonly Question[];
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: Json }[];
  readonly examples: readonly Example[];
}

export interface Privilege {
  /** Module-qualified: `marketplace:project:rotate`. */
  readonly name: string;
  readonly title: string;
  readonly sensitive: boolean;
}

export interface Module {
  readonly name: string;
  readonly place: Place;
  readonly title: string;
  readonly description?: string;
  readonly prefix: string;
  readonly naming: { readonly tools: 'snake' | 'kebab' | 'dotted'; readonly parameters: 'snake' | 'camel' };
  readonly envelope: 'bare' | 'data_meta';
  readonly domains: Readonly<Record<string, string>>;
  readonly privileges: readonly Privilege[];
  readonly types: readonly TypeDeclaration[];
  /** From a package: its specifier and the folder of its resolvers; absent for the project's own modules. */
  readonly package?: { readonly name: string; readonly resolvers: string };
}

export interface Context {
  readonly name: string;
  readonly within?: string;
  readonly tenant: boolean;
  readonly error: string;
  /** The word for it in `_meta` of answers; the context's name unless said. */
  readonly meta: string;
}

export interface Role {
  readonly name: string;
  /** Expanded and sorted: `extends` followed, wildcards resolved. */
  readonly privileges: readonly string[];
}

export interface PrincipalDeclaration {
  readonly name: string;
  readonly place: Place;
  readonly audiences: readonly string[];
  readonly context: Readonly<Record<string, string>>;
  readonly role: string | null;
  readonly writes: boolean;
}

/** A claim of a token, and what its values mean here; without `values` they are the declared names themselves. */
export interface ClaimSource {
  readonly claim: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** What the tokens of another issuer say of their bearer. */
export interface Claims {
  readonly principal: string;
  readonly name: string;
  /** Context name to claim. */
  readonly contexts: Readonly<Record<string, string>>;
  readonly role: ClaimSource;
  readonly audiences: ClaimSource;
  readonly plan?: ClaimSource;
  /** The allow-list. */
  readonly tools?: string;
}

export interface Server {
  readonly name: string;
  readonly title: string;
  readonly place: Place;
  readonly database: boolean;
  readonly audiences: Readonly<Record<string, string>>;
  /** Audiences who alone are shown the reference of what is only for them. */
  readonly privateReference: readonly string[];
  readonly contexts: readonly Context[];
  readonly principals: readonly PrincipalDeclaration[];
  readonly roles: readonly Role[];
  readonly plans: Readonly<Record<string, { readonly callsPerDay: number }>>;
  readonly claims?: Claims;
  readonly profiles: readonly {
    readonly name: string;
    readonly writeModes?: readonly WriteMode[];
    readonly audience?: string;
    readonly tools?: readonly string[];
  }[];
  readonly limits: {
    readonly bodyBytes: number;
    readonly inlineBytes: number;
    readonly sizeHintBytes: number;
    readonly timeoutMs: number;
    /** Of tools that declare none. */
    readonly rate?: NonNullable<Limits['rate']>;
    readonly tokens: { readonly perTool: number; readonly mean: number };
  };
  /** The whole effective table: the language's common errors, overlaid by server.yaml. */
  readonly errors: readonly Failure[];
  readonly icons: readonly Icon[];
  readonly cache?: { readonly ttlMs: number; readonly scope: 'private' | 'public' };
}

/** Everything is sorted by name: the same spec gives the same Program in whatever order its files were read. */
export interface Program {
  readonly server: Server;
  readonly modules: readonly Module[];
  readonly tools: readonly Tool[];
  readonly resources: readonly Resource[];
  readonly prompts: readonly Prompt[];
}

/** One file to write, its path relative to the generated folder. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

export type Emitter = (program: Program) => readonly OutputFile[];
