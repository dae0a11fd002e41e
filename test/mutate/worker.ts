import { judge } from './judge.js';
import { marketplaceProofs, marketplaceStage, mutants } from './marketplace-stage.js';
import { unchanged } from './mutant.js';

/** One worker: takes the numbers of mutants from its parent (-1: nothing changed) and answers each with its verdict. */
const proofs = await marketplaceProofs();
const stage = await marketplaceStage();

process.on('message', async ({ index }: { readonly index: number | null }) => {
  if (index === null) {
    await stage.close();
    process.disconnect();
    return;
  }
  const mutant = index === -1 ? unchanged : mutants[index];
  if (!mutant) throw new Error(`There is no mutant ${index}.`);
  process.send?.({ index, verdict: await judge(mutant, proofs, stage) });
});
process.send?.({ ready: true });
