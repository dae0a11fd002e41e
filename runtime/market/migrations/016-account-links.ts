import type { Knex } from 'knex';
import { protect } from './protect.js';

/**
 * Links that are mailed to make an account or to choose another password: kept as hashes, and closed to calls. Mails that hold
 * one are marked, so that their text is not kept once a server has taken them. And whoever is disabled, or is given or loses the
 * platform role, is signed out of every browser: whatever was opened before has nothing of what is allowed since.
 */
export const accountLinks = {
  name: 'market-016-account-links',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table account_link (
  hash bytea primary key check (length(hash) = 32),
  purpose text not null check (purpose in ('sign_up', 'reset')),
  email text not null,
  customer_id text references customer (id) on delete cascade,
  name text,
  password_hash text,
  next text not null,
  expires_at timestamptz not null,
  constraint account_link_purpose check (
    case purpose
      when 'sign_up' then name is not null and password_hash is not null and customer_id is null
      else name is null and password_hash is null and customer_id is not null
    end
  )
);
create index account_link_email on account_link (lower(email));
create index account_link_end on account_link (expires_at);
${protect('account_link')}

alter table mail add column secret boolean not null default false;
create function ask_for_secret_mail(mail_recipient text, mail_subject text, mail_text text, asked_at timestamptz) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  mail_id text := 'mai_' || replace(gen_random_uuid()::text, '-', '');
begin
  insert into mail (id, recipient, subject, text, created_at, secret)
    values (mail_id, mail_recipient, mail_subject, mail_text, asked_at, true);
  perform enqueue_job('mail', jsonb_build_object('mail', mail_id));
end $$;
revoke execute on function ask_for_secret_mail(text, text, text, timestamptz) from public;

create function end_web_sessions() returns trigger language plpgsql as $$
begin
  delete from toolwright.web_session where principal_id = new.id;
  return null;
end $$;
create trigger customer_signed_out after update of platform_role, disabled_at on customer
  for each row when (
    old.platform_role is distinct from new.platform_role or old.disabled_at is null and new.disabled_at is not null
  ) execute function end_web_sessions();
`);
  },
};
