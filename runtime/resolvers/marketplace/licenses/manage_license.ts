import { DeclaredFailure, failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/licenses/manage_license.js';
import { attached, planAttach, planDetach, writeAttachment } from '../../../market/licences/attachment.js';
import { lockLicence, readLicence, toLicense } from '../../../market/licences/licences.js';

export const manageLicense = (): Resolver => async (input, ctx) => {
  const { org } = ctx.context;
  const now = ctx.now();
  const db = await ctx.db();
  if (input.action !== 'cancel') {
    const asked = { db, org, licenceId: input.license_id, projectId: input.project_id, now };
    const plan = await (input.action === 'attach' ? planAttach(asked) : planDetach(asked));
    if (plan instanceof DeclaredFailure) return plan;
    if (!ctx.dryRun) await writeAttachment(db, plan, now);
    return toLicense(attached(plan, now));
  }

  const licence = await lockLicence(db, org, input.license_id);
  if (licence === null) return failure('LICENSE_NOT_FOUND');
  const { subscription_id: id, status } = licence;
  if (id === null) return failure('NOT_A_SUBSCRIPTION');
  if (status !== 'active' && status !== 'past_due') return failure('LICENSE_UNUSABLE', { status });
  if (ctx.dryRun || licence.cancels) return toLicense({ ...licence, cancels: true });
  const { stripe_subscription_id: stripeId } = await db('subscription').where({ id }).first('stripe_subscription_id');
  await ctx.effects.stripe((stripe, call) =>
    stripe.subscriptions.update(stripeId, { cancel_at_period_end: true }, { idempotencyKey: call.key }),
  );
  // Stripe's event says the same; whoever asks before it has come is not to be told otherwise.
  const after = await ctx.db();
  await after('subscription').where({ id }).update({ cancel_at_period_end: true });
  return toLicense(await readLicence(after, org, licence.id));
};
