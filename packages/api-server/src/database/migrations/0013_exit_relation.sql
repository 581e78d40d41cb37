-- How the guardian who asks for an exit is related to the student (AP-03): a word of `GUARDIAN_RELATIONS` in the
-- domain. Rows from before do not say.
alter table exit_review
  add column relation text check (relation is null or proposer = 'guardian');
