import type {
  Adapt,
  Outcome,
  Resolver,
} from '../../../../generated/tools/marketplace/packages/publish_packages_from_repos.js';

/** One repository after the other: each may be large, and may take a name that the next one wants. */
export const publishPackagesFromRepos =
  (): Resolver =>
  async ({ repositories, vendor_id }, { call }) => {
    const publish = async (item: string): Promise<Outcome> => {
      const added = await call.add_package_from_repo({ repository_url: item, ...(vendor_id && { vendor_id }) }, item);
      if (added.status === 'done') return { item, status: 'done', value: added.value };
      const { error, provider } = added.error;
      if (provider !== 'github' && provider !== 'gitlab') return { item, status: added.status, error };
      const begun = await call.start_git_integration({ provider }, provider);
      const url = begun.status === 'done' ? begun.value.oauth_url : null;
      // Nothing leads on where the provider cannot be connected here.
      if (url === null) return { item, status: 'failed', error };
      return { item, status: 'needs_person', error, url, next: 'wait_for_git_integration' };
    };
    const results: Outcome[] = [];
    for (const item of repositories) results.push(await publish(item));
    return { results };
  };

/** It used to take one repository. */
export const adaptPublishPackage: Adapt = ({ repository_url, ...others }) => ({
  ...others,
  ...(typeof repository_url === 'string' && { repositories: [repository_url] }),
});
