import { accounts } from './accounts.js';
import type { Handler } from './answer.js';
import { charges } from './charges.js';
import { checkoutSessions } from './checkout-sessions.js';
import { coupons } from './coupons.js';
import { customers } from './customers.js';
import { eventResources } from './event-resources.js';
import { invoices } from './invoices.js';
import { paymentIntents } from './payment-intents.js';
import { paymentMethods } from './payment-methods.js';
import { prices } from './prices.js';
import { products } from './products.js';
import { refunds } from './refunds.js';
import { setupIntents } from './setup-intents.js';
import { subscriptionSchedules } from './subscription-schedules.js';
import { subscriptions } from './subscriptions.js';
import { taxRates } from './tax-rates.js';
import { testClocks } from './test-clocks.js';
import { transfers } from './transfers.js';

/** Every path of Stripe's API that the double knows. */
export const resources: Readonly<Record<string, Handler>> = {
  ...customers,
  ...paymentMethods,
  ...paymentIntents,
  ...charges,
  ...refunds,
  ...setupIntents,
  ...accounts,
  ...transfers,
  ...products,
  ...prices,
  ...coupons,
  ...taxRates,
  ...subscriptions,
  ...subscriptionSchedules,
  ...invoices,
  ...testClocks,
  ...checkoutSessions,
  ...eventResources,
};
