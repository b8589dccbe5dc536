-- What the command asked for, as a hash: another one under the same id must not be taken for its retry. Null in older rows.
alter table command_result add column fingerprint text;
