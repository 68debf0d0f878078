-- The next numbers to give out are sealed as rows are.

ALTER TABLE counter ADD COLUMN seal INTEGER;
