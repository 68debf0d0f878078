-- What shows that nobody but this program wrote here: of a row a number made
-- of all it holds, of an operation a hash of all it did and of the one before.

ALTER TABLE operation ADD COLUMN hash TEXT;
ALTER TABLE setting ADD COLUMN seal INTEGER;
ALTER TABLE party ADD COLUMN seal INTEGER;
ALTER TABLE contact ADD COLUMN seal INTEGER;
ALTER TABLE product ADD COLUMN seal INTEGER;
ALTER TABLE inquiry ADD COLUMN seal INTEGER;
ALTER TABLE inquiry_line ADD COLUMN seal INTEGER;
ALTER TABLE inquiry_event ADD COLUMN seal INTEGER;
