-- What goes in parts is paid in parts: a part of the terms has an instalment
-- for each shipment that dates its event, one for what is still to go, and one
-- for each payment.  `part` is that of the terms; none: as `line`.
ALTER TABLE instalment ADD COLUMN part INTEGER;
ALTER TABLE instalment ADD COLUMN shipment TEXT;

-- The name of the goods in another script, for their papers.
ALTER TABLE shipment_line ADD COLUMN description_local TEXT;

-- What tells a document from others in a list.
ALTER TABLE document ADD COLUMN party TEXT;
ALTER TABLE document ADD COLUMN orders TEXT;
ALTER TABLE document ADD COLUMN currency TEXT;
ALTER TABLE document ADD COLUMN amount INTEGER;
