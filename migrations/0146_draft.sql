-- act: what somebody typed into a form and has not sent.

create table xz.act_draft (
  account_id bigint not null references xz.people_account,
  page text not null check (length(page) between 1 and 1000),	-- address of the form: which act, about what
  path text not null check (length(path) between 1 and 1000),	-- where it is sent to
  form_key text check (length(form_key) <= 64),	-- of the form as it was shown: done with it, there is no draft
  session_id bigint,				-- it was sent when this session had ended; null: it was never sent
  files boolean not null default false,		-- some were chosen, which are not kept
  sealed bytea not null check (length(sealed) <= 200000),
  saved_at timestamptz not null default xz.now(),
  expires_at timestamptz not null,
  primary key (account_id, page, path)
);
create index act_draft_expires on xz.act_draft (expires_at);
create index act_draft_session on xz.act_draft (session_id) where session_id is not null;
