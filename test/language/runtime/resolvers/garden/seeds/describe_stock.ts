import type { Resolver } from '../../../../generated/tools/garden/seeds/describe_stock.js';

export const describeStock =
  (): Resolver =>
  async ({ kinds }) => ({
    names: Array.from({ length: kinds }, (_, index) => `Seed ${index + 1}`),
    text: `${kinds} kinds.`,
  });
