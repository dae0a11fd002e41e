import { judge } from './judge.js';
import { marketplaceStage } from './marketplace-stage.js';

/** One worker: takes the numbers of mutants from its parent and answers each with its verdict. */
const { mutants, proofs, stage, close } = await marketplaceStage();

process.on('message', async ({ index }: { readonly index: number | null }) => {
  if (index === null) {
    await close();
    process.disconnect();
    return;
  }
  const mutant = mutants[index];
  if (!mutant) throw new Error(`There is no mutant ${index}.`);
  process.send?.({ index, verdict: await judge(mutant, proofs, stage) });
});
process.send?.({ ready: true });
