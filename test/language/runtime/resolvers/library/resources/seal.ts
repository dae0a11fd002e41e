import type { Resolver } from '../../../../generated/resources/library/seal.js';

/** A PNG of one point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const seal = (): Resolver => async () => Buffer.from(png, 'base64');
