import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/platform/billing/upgrade_plan.js';
import { cardsUrl } from '../../../market/billing/payment-methods.js';
import type { Payments } from '../../../market/payments/payments.js';
import { changePlan } from '../../../market/plans/change-plan.js';
import { claimChange, underClaim } from '../../../market/plans/claim-change.js';
import { readSubscriber } from '../../../market/plans/plan-wish.js';
import { findPlan, plans } from '../../../market/plans/plans.js';
import { previewPlan } from '../../../market/plans/preview-plan.js';

interface App {
  readonly payments: Payments;
  readonly publicUrl: () => string;
  readonly session: () => Promise<string>;
}

/** What a preview tells is counted by Stripe, from the very parameters with which the change is made in earnest. */
export const upgradePlan =
  (app: App): Resolver =>
  async ({ package_code, immediate }, ctx) => {
    const { org: organizationId } = ctx.context;
    const target = findPlan(package_code);
    if (target === undefined) {
      return failure('PACKAGE_NOT_FOUND', { available_packages: plans.map(({ code }) => code) });
    }
    const wish = { target, immediate };
    const db = await ctx.db();
    const subscriber = await readSubscriber(db, organizationId);
    const url = cardsUrl(app.publicUrl(), organizationId);
    const told = <Answer extends object>(outcome: Answer | Refusal) =>
      typeof outcome === 'string' ? refused(outcome, url) : outcome;

    if (ctx.dryRun) {
      return told(await ctx.outside(() => previewPlan(app.payments.stripe, subscriber, wish, ctx.now())));
    }
    const attempt = ctx.attempt.id;
    const { db: owner } = app.payments;
    const claim = await ctx.outside(async (signal) =>
      claimChange(owner, { organizationId, attempt, target, holder: await app.session(), now: ctx.now }, signal),
    );
    const outcome = await underClaim(owner, { attempt, now: ctx.now }, () =>
      ctx.effects.stripe((stripe, { key }) =>
        changePlan(app.payments, stripe, { organizationId, subscriber, wish, claim, key }),
      ),
    );
    return told(outcome);
  };

type Refusal = Extract<Awaited<ReturnType<typeof previewPlan | typeof changePlan>>, string>;

function refused(refusal: Refusal, url: string) {
  switch (refusal) {
    case 'ALREADY_ON_PLAN':
    case 'NO_PERIOD_END':
      return failure(refusal);
    default:
      return failure(refusal, { url });
  }
}
