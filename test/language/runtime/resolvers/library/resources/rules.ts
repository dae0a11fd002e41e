import type { Resolver } from '../../../../generated/resources/library/rules.js';

export const rules = (): Resolver => async () => '# House rules\n\nSilence.\n';
