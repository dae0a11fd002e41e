import type { Handler } from './answer.js';
import { customers } from './customers.js';

/** Every path of Stripe's API that the double knows. */
export const resources: Readonly<Record<string, Handler>> = {
  ...customers,
};
