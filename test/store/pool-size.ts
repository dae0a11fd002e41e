/** Connections of the server under test. `TOOLWRIGHT_TEST_POOL=1` shows that one is enough. */
export const poolSize = Number(process.env.TOOLWRIGHT_TEST_POOL ?? 10);
