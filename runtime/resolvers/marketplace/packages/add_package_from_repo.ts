import { DeclaredFailure, failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/packages/add_package_from_repo.js';
import { type Ingested, ingest } from '../../../market/git/ingest.js';
import { findKept, keptReleases, prefixOwner } from '../../../market/git/kept-package.js';
import { readSource, type SourceReader, Unconnected } from '../../../market/git/read-source.js';
import { RepositoryRefusal } from '../../../market/git/refusal.js';
import { repositoryUrl } from '../../../market/git/repository-url.js';
import { chooseVendor } from '../../../market/vendors/choose-vendor.js';

export const addPackageFromRepo =
  (app: SourceReader): Resolver =>
  async (input, ctx) => {
    const { org, customer } = ctx.context;
    const url = repositoryUrl(input.repository_url);
    const before = await ctx.db();
    const vendor = await chooseVendor(before, org, input.vendor_id);
    if (vendor instanceof DeclaredFailure) return vendor;
    const kept = await findKept(before, vendor.id, { repository_url: url });
    const known = kept === null ? new Map() : await keptReleases(before, kept.id);
    const asked = { url, name: kept?.composer_name ?? null, known };

    const source = await ctx
      .outside((signal) => readSource(app, customer, { ...asked, signal }))
      .catch((error: unknown) => failureOf(error));
    if (source instanceof DeclaredFailure) return source;
    const { reading, provider, signedIn } = source;
    const name = asked.name ?? reading.releases[0]?.manifest.name;
    if (name === undefined) {
      const reason = 'None of its tags is a release that Composer could install.';
      return failure('NO_RELEASES', { reason, problems: reading.problems });
    }

    const db = await ctx.db();
    const owner = await ctx.asSystem('whose the prefix of a package name is', (all) => prefixOwner(all, name));
    if (owner !== null && owner !== org) return failure('NAME_TAKEN', { name });
    const origin = { vendorId: vendor.id, organizationId: org, url, provider, now: ctx.now() };
    const ingested = await ingest(db, { ...origin, integrationOf: signedIn ? customer : null }, reading);
    return ingested === null ? failure('NAME_TAKEN', { name }) : toPublished(ingested);
  };

function toPublished({ package: { id, composer_name, status, priced_at }, versions, problems }: Ingested) {
  return { package_id: id, composer_name, status, price_decided: priced_at !== null, versions, problems };
}

function failureOf(error: unknown) {
  if (error instanceof Unconnected) return failure('INTEGRATION_REQUIRED', { provider: error.provider });
  if (!(error instanceof RepositoryRefusal)) throw error;
  const { kind, message: reason } = error;
  if (kind === 'private' || kind === 'not_found') return failure('REPOSITORY_NOT_FOUND', { reason });
  if (kind === 'empty') return failure('NO_RELEASES', { reason, problems: [] });
  return failure('REPOSITORY_UNREADABLE', { reason });
}
