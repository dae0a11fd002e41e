import { people } from './001-people.js';
import { peoplePolicies } from './002-people-policies.js';
import { catalogue } from './003-catalogue.js';
import { orders } from './004-orders.js';
import { projects } from './005-projects.js';
import { plans } from './006-plans.js';
import { vendors } from './007-vendors.js';
import { billing } from './008-billing.js';
import { payments } from './009-payments.js';
import { gitIntegrations } from './010-git-integrations.js';
import { webhooksAndMail } from './011-webhooks-and-mail.js';
import { stripeDouble } from './012-stripe-double.js';
import { gitHost } from './013-git-host.js';

import { taxRates } from './014-tax-rates.js';
import { credentialUse } from './015-credential-use.js';
import { vendorSales } from './015-vendor-sales.js';
import { accountLinks } from './016-account-links.js';
import { memberRoles } from './017-custom-roles.js';
import { planSubscriptions } from './018-plan-subscriptions.js';
import { couponTerms } from './019-coupon-terms.js';
import { newsAndSites } from './020-news-and-sites.js';
import { reporting } from './021-reporting.js';
import { reportingCoupons } from './022-reporting-coupons.js';
import { planHolders } from './023-plan-holders.js';

/** The marketplace's tables, in the order they are made. A migration that has been released is never edited. */
export const marketMigrations = [
  people,
  peoplePolicies,
  catalogue,
  orders,
  projects,
  plans,
  vendors,
  billing,
  payments,
  gitIntegrations,
  webhooksAndMail,
  stripeDouble,
  gitHost,
  taxRates,
  vendorSales,
  credentialUse,
  accountLinks,
  memberRoles,
  planSubscriptions,
  couponTerms,
  newsAndSites,
  reporting,
  reportingCoupons,
  planHolders,
] as const;
