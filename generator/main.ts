#!/usr/bin/env node
import { existsSync, readdirSync } from 'node:fs';
import type { Command } from 'commander';
import { run } from './command-line.js';

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

process.exitCode = await run(process.argv.slice(2), registerServerCommands);

/** The server's commands, each file of `runtime/commands/` that exports `register`. */
async function registerServerCommands(cli: Command): Promise<void> {
  const folder = new URL('../runtime/commands/', import.meta.url);
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder).sort()) {
    if (!/(?<!\.d)\.[jt]s$/.test(file)) continue;
    const command: { register?: (cli: Command) => void } = await import(new URL(file, folder).href);
    command.register?.(cli);
  }
}
