-- Under which key a command was given, what it answered and how it ended: who
-- asks again gets the same answer, and nothing is done twice.

ALTER TABLE operation ADD COLUMN key TEXT;
ALTER TABLE operation ADD COLUMN answer TEXT;
ALTER TABLE operation ADD COLUMN status INTEGER;
CREATE UNIQUE INDEX operation_by_key ON operation (key) WHERE key IS NOT NULL;
