import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { program } from '../../generated/program.js';
import { setup } from '../global-setup.js';
import { excuse } from './equivalents.js';
import type { Verdict } from './judge.js';
import { mutants } from './marketplace-stage.js';

/**
 * `npm run mutate [-- --only <text>] [--workers <n>]`: changes one thing of the served marketplace at a time while the
 * tests stay those of the spec, and says for each whether they noticed. Exit 1 when a mutant lives without an excuse.
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, workers: { type: 'string' } } });
const chosen = [...mutants.keys()].filter((index) => mutants[index]?.name.includes(values.only ?? ''));
const workers = Math.min(Number(values.workers ?? availableParallelism()), chosen.length);
const began = performance.now();
const survivors: string[] = [];
const same: string[] = [];
let judged = 0;
let checks = 0;

function report(index: number, verdict: Verdict): void {
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
  const reason = excuse(mutant, program);
  (reason === null ? survivors : same).push(mutant.name);
  console.log(reason === null ? `SURVIVED  ${mutant.name}` : `the same  ${mutant.name}  (${reason})`);
}

/** One worker process, fed until nothing is left. Resolves when it has ended well. */
function feed(queue: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./worker.ts', import.meta.url), { execArgv: process.execArgv });
    child.on('message', (message: { ready: true } | { index: number; verdict: Verdict }) => {
      try {
        if ('verdict' in message) report(message.index, message.verdict);
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

const clearAway = setup();
try {
  const queue = [-1, ...chosen];
  await Promise.all(Array.from({ length: workers }, () => feed(queue)));
} finally {
  await clearAway?.();
}

const seconds = (performance.now() - began) / 1000;
const pace = `${seconds.toFixed(0)} s with ${workers} workers, ${(judged / seconds).toFixed(1)} mutants/s`;
console.log(`\n${judged} mutants, ${checks} checks, ${pace}.`);
console.log(
  `${judged - survivors.length - same.length} killed, ${same.length} the same to anyone outside, ${survivors.length} survived.`,
);
for (const name of survivors) console.log(`  ${name}`);
process.exitCode = survivors.length > 0 ? 1 : 0;
