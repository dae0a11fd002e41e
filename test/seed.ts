import fc from 'fast-check';

/**
 * Where random inputs begin: the same in every run, so that a failure tells of a change and not of luck. `SEED=<number>`
 * begins elsewhere, to look for more.
 */
export const seed = Number(process.env.SEED ?? 20_261_121);

fc.configureGlobal({ seed });
