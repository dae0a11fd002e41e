import type { Knex } from 'knex';
import { protect } from './protect.js';

/** The channel that tells of changed Git integrations; its payload is the integration's id. */
export const GIT_CHANNEL = 'market_git_integration';

/** What people have connected of their accounts at Git providers: theirs alone, whatever organization they work in. */
export const gitIntegrations = {
  name: 'market-010-git-integrations',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('git_integration'));
    await db.raw(POLICIES);
    await db.raw(NOTICES);
  },
};

/**
 * One row for each person and provider, begun anew where it has ended. While it is pending, `state_hash` finds it when its
 * person comes back, once; `sealed_request` holds the state, PKCE's verifier and the address that they come back to.
 * `issuer` is the origin that the tokens are of. `refreshing_until` lets one process at a time ask for a new token.
 */
const TABLES = `
create table git_integration (
  id text primary key check (id ~ '^git_[a-z0-9_]{1,40}$'),
  customer_id text not null references customer (id) on delete cascade,
  provider text not null check (provider in ('github', 'gitlab')),
  status text not null check (status in ('pending', 'connected', 'expired', 'revoked', 'failed')),
  reason text,
  issuer text,
  account text,
  sealed_access text,
  sealed_refresh text,
  token_expires_at timestamptz,
  refreshing_until timestamptz,
  state_hash text unique,
  state_used_at timestamptz,
  sealed_request text,
  expires_at timestamptz,
  connected_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (customer_id, provider),
  check ((status = 'connected') = (sealed_access is not null)),
  check ((status = 'connected') = (connected_at is not null)),
  check (status <> 'pending' or expires_at is not null),
  check (sealed_access is not null or sealed_refresh is null)
);
`;

const POLICIES = `
grant select, insert, update on git_integration to app;
create policy git_integration_own on git_integration to app
  using (customer_id = current_customer()) with check (customer_id = current_customer());
`;

const NOTICES = `
create function git_integration_notice() returns trigger language plpgsql as $$
begin
  perform pg_notify('${GIT_CHANNEL}', new.id);
  return null;
end $$;
create trigger git_integration_notice after insert or update on git_integration
  for each row execute function git_integration_notice();
`;
