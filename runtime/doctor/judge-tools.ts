import type { Conversation } from './conversation.js';
import type { Finding } from './finding.js';

/** Names that every client takes (SEP-986). */
const sound = /^[A-Za-z0-9_.-]{1,64}$/;
/** Beyond this models choose badly, and hosts cut the list. */
const many = 128;

/** What a client would stumble over in the list of tools. */
export function* judgeTools({ revision, server, tools, bytes }: Conversation): Generator<Finding> {
  const told = `${server} speaks ${revision} and shows ${tools.length === 1 ? 'one tool' : `${tools.length} tools`} (${bytes} bytes).`;
  if (tools.length === 0) {
    const mend = 'Grant the connection some tools, or look at what the role of its person may.';
    yield { station: 'tools', outcome: 'warning', told, mend };
    return;
  }
  yield { station: 'tools', outcome: 'good', told };
  yield* complain(
    tools.filter(({ name }) => typeof name !== 'string' || !sound.test(name)),
    {
      told: 'have names that some clients refuse',
      mend: 'Use 1 to 64 letters, digits, `_`, `-` and `.`.',
    },
  );
  yield* complain(
    tools.filter(({ description }) => typeof description !== 'string' || description.trim() === ''),
    {
      told: 'have no description, so that no model will find them',
      mend: 'Say in a sentence what each is for.',
    },
  );
  yield* complain(
    tools.filter(({ inputSchema }) => (inputSchema as { type?: unknown } | undefined)?.type !== 'object'),
    {
      told: 'have no `inputSchema` of type object',
      mend: 'Give each `{"type": "object", "properties": {…}}`.',
    },
  );
  if (tools.length > many) {
    yield {
      station: 'tools',
      outcome: 'warning',
      told: `${tools.length} tools are more than most models choose well among.`,
      mend: 'Offer parts of them under addresses of their own: profiles of a Toolwright server, at /mcp/<profile>.',
    };
  }
}

function* complain(
  found: readonly Readonly<Record<string, unknown>>[],
  { told, mend }: { readonly told: string; readonly mend: string },
): Generator<Finding> {
  if (found.length === 0) return;
  const names = found.slice(0, 5).map(({ name }) => String(name));
  const rest = found.length > names.length ? ` and ${found.length - names.length} more` : '';
  yield { station: 'tools', outcome: 'warning', told: `${names.join(', ')}${rest} ${told}.`, mend };
}
