-- E-mail addresses mean the same in either case: by this, agents are found in whatever case statements spell them.
CREATE INDEX agents_mailbox ON agents (lower(key)) WHERE substr(key, 1, 8) = '["mbox",';
