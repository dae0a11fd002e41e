import { Command, CommanderError } from 'commander';
import { register as registerCheck } from './commands/check.js';
import { register as registerDocs } from './commands/docs.js';
import { register as registerExplain } from './commands/explain.js';
import { register as registerGenerate } from './commands/generate.js';
import { register as registerInit } from './commands/init.js';
import { register as registerList } from './commands/list.js';
import { Mistake } from './mistake.js';
import { printError } from './terminal.js';

const own = [registerGenerate, registerCheck, registerExplain, registerList, registerDocs, registerInit];

/** Adds commands that the generator does not know. It is asked only when none of the generator's own is meant. */
export type MoreCommands = (cli: Command) => Promise<void>;

/**
 * Runs one command. Resolves to the exit code: 0 good, 1 a mistake to mend, 2 stale output. A command sets another
 * code than 0 through `process.exitCode`, or throws a Mistake.
 */
export async function run(argv: readonly string[], more?: MoreCommands): Promise<number> {
  process.exitCode = undefined;
  const cli = new Command('toolwright')
    .description('Declare MCP tools once in YAML; generate their handlers, schemas, reference and proofs; serve them.')
    .helpCommand(false)
    .showHelpAfterError('`toolwright --help` lists the commands, `toolwright <command> --help` their options.')
    .configureOutput({ outputError: (text, write) => write(asSentence(text)) })
    .exitOverride();
  for (const register of own) register(cli);
  if (more !== undefined && !cli.commands.some((command) => command.name() === argv[0])) await more(cli);
  for (const command of cli.commands) command.copyInheritedSettings(cli);
  try {
    await cli.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error);
  }
}

/** Says what went wrong, in a sentence. The stack is for whoever asks with DEBUG. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  if (process.env.DEBUG) printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  else if (error instanceof Mistake) printError(error.message);
  else if (isSystemError(error)) printError(systemSentence(error));
  else {
    const message = error instanceof Error ? error.message : String(error);
    printError(`Toolwright failed, and the fault is its own: ${message}\nSet DEBUG=1 to see where, and report it.`);
  }
  return 1;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** `EACCES: permission denied, open '/x'` as a sentence. */
function systemSentence(error: NodeJS.ErrnoException): string {
  const [, what = error.message] = /^[A-Z]+: (.*)$/.exec(error.message) ?? [];
  return `The system refused: ${what.replace(/, (\w+) '/, " ($1) '")}.`;
}

/** Commander's `error: unknown option '--x'` as a sentence. */
function asSentence(text: string): string {
  return text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase()).replace(/([^.?)\n])\n/, '$1.\n');
}
