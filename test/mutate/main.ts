import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { setup } from '../global-setup.js';
import { excuse } from './equivalents.js';
import type { Verdict } from './judge.js';
import type { Mutant } from './mutant.js';
import { type MutatedProgram, programs } from './stages.js';

/**
 * `npm run mutate [-- --program <name>] [--only <text>]… [--workers <n>]`: changes one thing of a served program at a
 * time while the tests stay those of the spec, and says for each whether they noticed. Exit 1 when a mutant lives
 * without an excuse.
 */
const { values } = parseArgs({
  options: { program: { type: 'string' }, only: { type: 'string', multiple: true }, workers: { type: 'string' } },
});
const began = performance.now();
const survivors: string[] = [];
const same: string[] = [];
let judged = 0;
let checks = 0;

function report({ mutants }: MutatedProgram, index: number, verdict: Verdict): void {
  const mutant = mutants[index];
  if (!mutant) {
    if (verdict.killedBy !== null) throw new Error(`Unchanged, the server fails ${verdict.killedBy}: ${verdict.why}`);
    console.log(`unchanged, the server passes all ${verdict.checks} checks\n`);
    return;
  }
  judged++;
  checks += verdict.checks;
  if (verdict.killedBy !== null) {
    console.log(`killed    ${mutant.name}  ← ${verdict.killedBy}`);
    return;
  }
  survivors.push(mutant.name);
  console.log(`SURVIVED  ${mutant.name}`);
}

/** Whether nobody outside can see a change; told, and not tried. */
function isExcused({ program }: MutatedProgram, mutant: Mutant): boolean {
  const reason = excuse(mutant, program);
  if (reason === null) return false;
  judged++;
  same.push(mutant.name);
  console.log(`the same  ${mutant.name}  (${reason})`);
  return true;
}

/** One worker process, fed until nothing is left. Resolves when it has ended well. */
function feed(name: string, subject: MutatedProgram, queue: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./worker.ts', import.meta.url), [name], { execArgv: process.execArgv });
    child.on('message', (message: { ready: true } | { index: number; verdict: Verdict }) => {
      try {
        if ('verdict' in message) report(subject, message.index, message.verdict);
        child.send({ index: queue.shift() ?? null });
      } catch (error) {
        child.kill();
        reject(error);
      }
    });
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}; what it said stands above.`)),
    );
  });
}

async function mutate(name: string, subject: MutatedProgram): Promise<void> {
  const chosen = [...subject.mutants.keys()].filter((index) =>
    (values.only ?? ['']).some((text) => subject.mutants[index]?.name.includes(text)),
  );
  if (chosen.length === 0) return;
  console.log(`\n${name}: ${chosen.length} mutants`);
  const queue = [-1, ...chosen.filter((index) => !isExcused(subject, subject.mutants[index]!))];
  const workers = Math.min(Number(values.workers ?? availableParallelism()), chosen.length);
  await Promise.all(Array.from({ length: workers }, () => feed(name, subject, queue)));
}

const clearAway = setup();
try {
  for (const [name, subject] of programs) {
    if (values.program === undefined || values.program === name) await mutate(name, subject);
  }
} finally {
  await clearAway?.();
}

const seconds = (performance.now() - began) / 1000;
console.log(
  `\n${judged} mutants, ${checks} checks, ${seconds.toFixed(0)} s, ${(judged / seconds).toFixed(1)} mutants/s.`,
);
console.log(
  `${judged - survivors.length - same.length} killed, ${same.length} the same to anyone outside, ${survivors.length} survived.`,
);
for (const name of survivors) console.log(`  ${name}`);
process.exitCode = survivors.length > 0 ? 1 : 0;
