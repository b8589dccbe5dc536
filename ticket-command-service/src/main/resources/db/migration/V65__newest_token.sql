-- A token stays valid after its user got another one with other names, roles or teams: the one that was issued last is right.
alter table known_user add column token_issued_at timestamptz not null default '-infinity';
