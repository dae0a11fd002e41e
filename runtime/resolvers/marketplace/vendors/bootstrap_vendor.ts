import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/vendors/bootstrap_vendor.js';
import type { SetupStep } from '../../../../generated/types/marketplace.js';
import { findVendorNamed, profileIn, readVendor, toVendor } from '../../../market/vendors/vendors.js';

/** Each step is left out where it was done before, by whomever. One that fails does not keep the others from being tried. */
export const bootstrapVendor = (): Resolver => async (input, ctx) => {
  const { org } = ctx.context;
  const known = await findVendorNamed(await ctx.db(), org, input.name);
  const id = known === null || known.status === 'rejected' ? await apply() : known.id;
  if (typeof id !== 'string') return id;
  const steps = [await connect(id), await linkGit()];
  const vendor = await readVendor(await ctx.db(), org, id);
  const application = stepOf('application', { status: vendor.status === 'approved' ? 'done' : 'pending' });
  const all = [application, ...steps];
  return { vendor: toVendor(vendor), ready: all.every(({ status }) => status === 'done'), steps: all };

  async function apply() {
    const applied = await ctx.call.apply_as_vendor({ ...profileIn<never>(input), name: input.name });
    if (applied.status === 'done') return applied.value.vendor_id;
    if (applied.error.code === 'VENDOR_NAME_TAKEN') return failure('VENDOR_NAME_TAKEN');
    throw new Error(`The application failed: ${applied.error.error}`);
  }

  async function connect(vendor_id: string): Promise<SetupStep> {
    const { charges_enabled } = await readVendor(await ctx.db(), org, vendor_id);
    if (charges_enabled) return stepOf('stripe_connect', { status: 'done' });
    const started = await ctx.call.start_stripe_connect_onboarding({ vendor_id });
    if (started.status !== 'done') return stepOf('stripe_connect', { status: 'failed', error: started.error.error });
    return stepOf('stripe_connect', { status: 'needs_person', url: started.value.url });
  }

  async function linkGit(): Promise<SetupStep> {
    const started = await ctx.call.start_git_integration({ provider: input.git_provider });
    if (started.status !== 'done') return stepOf('git_integration', { status: 'failed', error: started.error.error });
    const { integration, oauth_url: url } = started.value;
    if (integration.status === 'connected') return stepOf('git_integration', { status: 'done' });
    if (url === null) return stepOf('git_integration', { status: 'failed', error: integration.reason });
    return stepOf('git_integration', { status: 'needs_person', url });
  }
};

function stepOf(
  step: SetupStep['step'],
  { status, url = null, error = null }: Pick<SetupStep, 'status'> & Partial<SetupStep>,
): SetupStep {
  return { step, status, url, error };
}
