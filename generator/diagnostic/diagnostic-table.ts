/**
 * Every code of the language: how bad it is, its sentence with `{parameters}`, and what the documentation says of it.
 * `report` infers the parameters from the sentence, so it cannot be called with wrong ones.
 */
export const diagnosticTable = {
  // The file as text and as YAML.
  'file-too-large': error(
    'The file has {bytes} bytes; a file of the spec has at most {max}.',
    'One file declares one thing. Split it.',
  ),
  'not-text': error(
    'The file is not UTF-8 text without control characters.',
    'Save it as UTF-8; a byte order mark is allowed.',
  ),
  'empty-file': error('The file is empty.', 'Write the declaration, or remove the file.'),
  'yaml-syntax': error(
    'This is no YAML: {problem}.',
    'The sentence is that of the YAML parser. Quote text that holds `: ` or begins with a sign.',
  ),
  tab: error('YAML is indented with spaces, and here is a tab.', 'Replace tabs at the beginning of lines by spaces.'),
  'multiple-documents': error('A second document begins here; a file holds one.', 'Move it to a file of its own.'),
  'nesting-too-deep': error('This is nested more than {max} levels deep.', 'Declare named types and refer to them.'),
  'yaml-alias': error(
    'Anchors, aliases and merge keys are not part of the language. Write the value out, or declare a type or a property group.',
    'Types and groups say the same thing once, with a name.',
  ),
  'yaml-tag': error(
    'Tags such as {tag} are not part of the language.',
    'Remove the tag; quote a value to make it text.',
  ),
  'duplicate-key': error("The key '{key}' stands twice in this map.", 'Keep one of them.'),
  'key-not-text': error('A key is text on one line.', 'Lists, maps and nothing cannot be keys.'),
  'unsafe-number': error(
    'The number {number} cannot be kept exactly.',
    'Use numbers up to 9,007,199,254,740,991, or text.',
  ),

  // The place of a file.
  'missing-server': error(
    'There is no server.yaml. `toolwright init` writes one.',
    'It stands at the top of the spec.',
  ),
  'missing-module': error(
    "The module '{module}' has no module.yaml. Add {module}/module.yaml with at least its title.",
    'Each folder of the spec but `groups` is a module.',
  ),
  'duplicate-module': error(
    "The module '{module}' is declared twice.",
    'Modules of packages and of the project have different names.',
  ),
  'misplaced-file': error('The file has no place in the spec. {why}', 'What a file is follows from its path.'),
  'entities-not-built': error(
    'Entities cannot be declared yet. Declare tools for what they would do.',
    'The folder is reserved.',
  ),
  'empty-pattern': error(
    "No module lies where '{pattern}' points.",
    'Patterns are relative to the project, such as ./spec/*.',
  ),
  'package-not-found': error(
    "The package '{name}' brought no files. Install it, and see that its package.json has the key 'toolwright' with its 'spec'.",
    'Modules may come from npm packages.',
  ),

  // Shapes and keys.
  'unknown-key': error("'{key}' is not a key of {what}.", 'The language has a fixed set of keys.'),
  'missing-key': error(
    "The key '{key}' of {what} is missing.",
    'Some keys are always said, so that nothing is open by accident.',
  ),
  empty: error("'{key}' is empty. Say at least one {what}.", 'What holds nothing does nothing.'),
  'wrong-shape': error('Expected {expected}, found {found}.', 'Each key has a shape.'),
  'unknown-word': error("'{word}' is not one of {words}.", 'Some keys take one of a few words.'),
  'invisible-character': error(
    'The text holds the invisible character {code}, which a reader cannot review.',
    'Remove it: control, bidirectional and tag characters disguise text.',
  ),
  'conflicting-keys': error("'{one}' and '{other}' cannot stand together.", 'Each says what the other would say.'),

  // Names.
  'name-style': error("'{name}' is not a name of this kind: {rule}.", 'Names have one style a kind.'),
  'reserved-name': error("'{name}' cannot be a name here: {why}.", 'Some names mean something already.'),
  'wire-name': error(
    "Clients would call it '{name}', but names have at most 64 letters, digits, dashes and underscores.",
    'Shorten the prefix or the file name.',
  ),
  'name-collision': error(
    "The name '{name}' is taken.",
    'Wire names and aliases are one space across the server; groups another.',
  ),
  'unknown-name': error(
    "'{name}' is not a declared {kind}.",
    'Audiences, contexts, roles and principals are declared in server.yaml.',
  ),
  'unknown-tool': error(
    "There is no tool '{name}'.",
    'Tools of the module are called by their stem, others `module/tool`.',
  ),
  'unknown-action': error("There is no action '{name}'.", 'Actions are declared under `actions`.'),
  'unknown-type': error(
    "Type '{name}' is not declared.",
    'Types are declared under `types/`; those of other modules are written `module.Type`.',
  ),
  'unknown-group': error("There is no property group '{name}'.", 'Groups are files under `groups/`.'),
  'unknown-property': error("'{name}' is not in {of}.", 'Only declared properties can be referred to.'),
  'unknown-error': error(
    "The error '{name}' is declared neither by the tool nor by the server.",
    'Errors of a tool stand under `errors`.',
  ),
  'unknown-privilege': error("There is no privilege '{name}'.", 'Privileges are declared in module.yaml.'),

  // Roles and access.
  'bad-grant': error(
    "'{name}' is no privilege. Write module:group:grant; `*` stands for a whole part.",
    'Grants are always module-qualified.',
  ),
  'wildcard-crosses-modules': error(
    "'{name}' would grant what modules unknown today declare. Name the module.",
    'A wildcard never crosses modules.',
  ),
  'empty-wildcard': error(
    "'{name}' covers no privilege. Sensitive privileges are granted by name only.",
    'A wildcard never covers sensitive privileges.',
  ),
  'empty-audience': error('Nobody would ever see this. Name at least one audience.', 'Who sees a tool is always said.'),
  'privilege-without-hole': error(
    "'{name}' has no empty braces for the value of the input to fill.",
    'A privilege by argument is written `{}:read`.',
  ),
  'requirement-not-enum': error(
    "'{name}' must be an enum, so that every privilege that it can lead to is known.",
    'Privileges by argument are checked for each value.',
  ),
  cycle: error('{what}: {path}.', 'Break the circle.'),

  // Types.
  'key-not-for-type': error("'{key}' does not go with {kind}.", 'Each type has its own constraints.'),
  'misplaced-word': error("'{word}' has no meaning here: {reason}.", 'Some words belong to inputs, others to types.'),
  'missing-description': error(
    '{what} has no description. Models and people see it.',
    'Everything that is published is described.',
  ),
  'description-too-long': error(
    'The description has {length} characters; at most {max} are sent to models.',
    'Say what is needed to choose and call.',
  ),
  'empty-object': error(
    'An object says its properties, or `open: true` for keys that are not known beforehand.',
    'An object that takes nothing is a mistake.',
  ),
  'recursive-type': error(
    'The type contains itself without end: {path}. Say `depth` where it refers to itself.',
    'Recursion is written out as often as `depth` says.',
  ),
  'depth-without-recursion': error(
    "'{name}' does not contain itself, so it has no depth.",
    '`depth` is for types that contain themselves.',
  ),
  'type-too-large': error('Written out, this type has more than 5,000 parts.', 'Lower its `depth`.'),
  'alias-of-type': error(
    "'{name}' only gives another type a second name. Use that type.",
    'A named type has a content of its own.',
  ),
  'duplicate-type': error("The type '{name}' is declared twice.", 'A name means one type in a module.'),
  'duplicate-property': error(
    "'{name}' of the group '{group}' is in the input already.",
    'Included groups and the tool share one input.',
  ),
  'duplicate-value': error("'{value}' stands here twice.", 'Keep one of them.'),
  composition: error(
    "Clients drop whole sessions over '{key}'. {instead}",
    'Composition is refused; the common cases have words of their own.',
  ),
  'composition-stripped': warning(
    "'{key}' is left out: clients drop whole sessions over composition.",
    'Fragments under `raw` are passed on without it.',
  ),
  'minimum-over-maximum': error("'{low}' is {minimum}, which is over '{high}', {maximum}.", 'Nothing would ever fit.'),
  'bad-pattern': error(
    'This is no regular expression: {problem}.',
    'Patterns are JavaScript regular expressions with the flag u.',
  ),
  'unsafe-pattern': error(
    'This pattern can take for ever on a hostile text. Avoid repetition within repetition.',
    'A pattern runs on whatever a caller sends.',
  ),
  'unknown-format': error(
    "'{name}' is not a known format.",
    'Formats are those of JSON Schema, such as email, uri, date-time.',
  ),
  'enum-value': error("'{value}' is no {type}.", 'Values of an enum have its type.'),
  'default-null': error(
    'A default cannot be null. Leave it out; an absent input is absent.',
    'Clients disagree about null.',
  ),
  'default-does-not-fit': error(
    'The default does not fit its type: expected {expected}.',
    'A default must be accepted.',
  ),
  'trust-not-text': error(
    "Only text can be '{trust}', and what may hold any: a list, an open object.",
    'The mark cleans or wraps what strangers wrote.',
  ),
  'accepts-not-structure': error(
    'Only lists, maps, objects, numbers and declared types are sent as JSON in a string.',
    'A string is a string already.',
  ),
  'header-misplaced': error(
    "'{name}' cannot be mirrored as a header: only text, integers and booleans directly in the input can.",
    'Clients leave out of their lists a tool that mirrors anything else, or what may be null.',
  ),
  'header-with-sensitivity': error(
    'What is sensitive is never mirrored as a header.',
    'Headers are logged by everything on the way.',
  ),

  // Tools.
  'duplicate-tool': error("The module has another tool '{name}'.", "A tool's stem is unique in its module."),
  'added-name': error(
    "The language itself adds '{name}' to the input.",
    'Rename the input, or the parameter where its name can be said.',
  ),
  'read-contradiction': error("A read cannot say '{key}': it changes nothing.", 'Say what it does with `write_mode`.'),
  'write-mode-of-actions': error(
    "It says {said}, but its action '{action}' is a {mode}: a tool is as bad as its worst action. Say {mode}, or leave it out.",
    'Annotations take the worst action.',
  ),
  'needs-and-refuses': error("The action both needs and refuses '{name}'.", 'An action needs an input or refuses it.'),
  'needs-required': error(
    "'{name}' is required of every action already. Make it optional, or leave it out here.",
    'What some actions need is optional in the schema.',
  ),
  'rollback-with-effects': error(
    'A rollback cannot take back {effects}. Say `by: resolver`.',
    'Outward effects happen outside of the transaction.',
  ),
  'effects-in-a-closed-world': error(
    'What has effects deals with the outside: {effects}. Leave `open_world: false` out.',
    'Clients are told whether a tool deals with strangers.',
  ),
  'rollback-of-a-composite': error(
    'A rollback cannot take back the steps of a composite. Say `by: resolver`.',
    'Each step commits by itself.',
  ),
  'rollback-without-database': error(
    'There is no database to roll back. Say `by: resolver`, or `database: true` in server.yaml.',
    'A dry run by rollback needs transactions.',
  ),
  'condition-does-not-fit': error(
    "'{name}' can never have this value: expected {expected}.",
    'Conditions compare inputs with values they can have.',
  ),
  'not-a-list': error("'{key}' is for outputs with `list_of`.", 'Pages, orders, filters and csv need rows.'),
  'output-not-object': error(
    'An output is an object. Lists are written `list_of`; put a single value into `properties`.',
    'Clients expect an object at the root.',
  ),
  'outcome-not-list': error(
    "'{name}' is not a list, so there are no outcomes per item.",
    '`outcome_per` names a list of the input.',
  ),
  'single-variant': error(
    'One variant is no choice. Write its type as the output.',
    '`one_of` has two variants or more.',
  ),
  'variant-overlap': error(
    "The variant '{name}' has the same condition as another.",
    'The arguments decide which variant is answered.',
  ),
  'filter-operator': error("'{op}' needs {needs}.", 'Operators fit the type of what they filter by.'),
  'no-detail': error(
    'Nothing in the answer is marked `detail: true`, so there is nothing to add.',
    '`detailed` shows what `concise` leaves out.',
  ),
  'common-error': error(
    "'{name}' is an error of the server's table; a tool cannot redefine it.",
    'A code means one thing everywhere.',
  ),
  'server-error-next': error(
    'Errors of the server are of no tool, so nothing comes next.',
    '`next` belongs to the errors of tools.',
  ),
  'unknown-placeholder': error(
    "'{name}' in braces is not known here.",
    'Placeholders are inputs, arguments, parameters, or data of the error.',
  ),
  'sensitive-placeholder': error(
    "'{name}' is sensitive or by strangers, and messages are shown and logged.",
    'Sensitive values stay out of errors.',
  ),
  'composes-no-action': error(
    "'{name}' has actions: name one of {actions} behind a dot.",
    'A composite runs one action at a time.',
  ),
  'allowlist-widens': error(
    "Allowing this tool would allow '{name}' too, which {why}.",
    'An allow-list never opens writes or secrets by itself.',
  ),
  'form-not-flat': error(
    "Clients show flat forms: '{name}' must be text, a number, a boolean, an enum of texts or a list of one; nothing is null there.",
    'Forms of questions are flat.',
  ),
  'token-budget': error(
    'Name, description and input schema take {tokens} tokens of every conversation; the budget is {budget}.',
    'The budget is `limits.tokens.per_tool` of server.yaml.',
  ),
  'token-mean': warning(
    'Tools take {tokens} tokens on average; the budget is {budget}.',
    'The budget is `limits.tokens.mean` of server.yaml.',
  ),
  'no-feed': warning(
    "Where does a caller get '{name}' from? Say it under `feeds`.",
    'An id comes from the answer of another tool.',
  ),

  // Examples.
  'example-input': error('The example breaks its schema: expected {expected}.', 'Examples are contract tests.'),
  'example-expectation': error('No answer can be like this: expected {expected}.', 'Expectations fit the output.'),
  'unknown-matcher': error(
    "'{name}' is no matcher.",
    'Matchers are $pattern, $length, $any, $absent, $gte and $approx.',
  ),
  'unknown-kept': error("Nothing was kept as '{name}'.", '`given` calls keep values; `$name` uses them.'),
  'secret-in-example': error(
    'A secret stands in an example. Expect it with a matcher; send one that begins with `example`.',
    'Examples are published.',
  ),
  'no-refusal-example': warning(
    'The tool {does} and has no example of a refusal.',
    'Show at least once who may not, or what is refused.',
  ),

  // Resources and prompts.
  'bad-uri': error('A resource has a URI with a scheme, such as market://projects.', 'Parts in braces are parameters.'),
  'bad-template': error(
    "'{part}' is not understood in a uri. A part is a name in braces, with a slash before the next; a query stands at the end.",
    'Of RFC 6570 the language takes `{name}` in the path and `{?name,other}` at the end, each name once.',
  ),
  'bad-icon': error(
    "'{src}' is not an icon's address. Use one that begins with https:// or data:image/.",
    'Clients load icons for a person, so nothing else is fetched.',
  ),
  'not-plain': error(
    "'{name}' must be a plain value: text, a number, a boolean or an enum.",
    'It travels as text, within an address or as the argument of a prompt.',
  ),
  'not-json': error(
    "A typed output is sent as JSON, and '{mime}' is not. Use application/json or a type that ends in +json.",
    'Say `output: text` for anything else that is text.',
  ),
  'too-public': error(
    'Not everybody may read this, so no cache may share it. Use `scope: private`.',
    'A public cache gives what it has to whoever asks.',
  ),
  'sensitive-uri': error(
    "'{name}' is sensitive, and addresses are listed, logged and sent on.",
    'Declare it in the input of a tool.',
  ),
  'unreadable-resource': error(
    "No resource has the address '{uri}'.",
    'A prompt embeds resources of this server, which are read with the rights of whoever asks for the prompt.',
  ),
  'no-change-example': warning(
    'No example says which call changes it, so nothing tests that subscribers are told. Write one with `changed_by`.',
    '`changed_by: { call, input }` of an example is a call after which the same address reads otherwise.',
  ),
  'no-example': warning(
    'No example succeeds, so nothing tests what this answers. Write one with `as` and `input`.',
    'Nobody can make up parameters that lead somewhere.',
  ),
  'unused-parameter': error("'{name}' is not in the uri.", 'Parameters are the parts of the uri in braces.'),
  'message-role': error('A message says either `user` or `assistant`.', 'Each message has one author.'),
} as const;

interface Entry<Severity extends string, Message extends string> {
  readonly severity: Severity;
  readonly message: Message;
  /** One sentence more, for the documentation. */
  readonly docs: string;
}

function error<const Message extends string>(message: Message, docs: string): Entry<'error', Message> {
  return { severity: 'error', message, docs };
}

function warning<const Message extends string>(message: Message, docs: string): Entry<'warning', Message> {
  return { severity: 'warning', message, docs };
}
