-- What has a verb and speaks of an agent or activity, newest first, however many statements have either.
CREATE INDEX agent_links_verb ON agent_links (agent, plain, verb, seq, via);
CREATE INDEX activity_links_verb ON activity_links (activity, plain, verb, seq, via);
