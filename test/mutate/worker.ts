import { judge } from './judge.js';
import { unchanged } from './mutant.js';
import { programs } from './stages.js';

/**
 * One worker, on the program that its argument names: takes the numbers of mutants from its parent (-1: nothing
 * changed) and answers each with its verdict.
 */
const name = process.argv[2] ?? '';
const subject = programs.get(name);
if (!subject) throw new Error(`There is no program '${name}'.`);
const { program, mutants } = subject;
const proofs = await subject.proofs();
const opened = await subject.open();
const stage = { server: program.server, serve: opened.serve };

// A client that a failed check left waiting is cut off with its server, and nobody hears what it says then.
process.on('unhandledRejection', (error) => {
  if (!(error instanceof TypeError && error.message === 'fetch failed')) throw error;
});

process.on('message', async ({ index }: { readonly index: number | null }) => {
  if (index === null) {
    await opened.close();
    process.disconnect();
    return;
  }
  const mutant = index === -1 ? unchanged : mutants[index];
  if (!mutant) throw new Error(`There is no mutant ${index}.`);
  process.send?.({ index, verdict: await judge(mutant, proofs, stage) });
});
process.send?.({ ready: true });
