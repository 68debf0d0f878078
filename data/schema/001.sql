-- The first ledger: settings, history, parties, products, inquiries.
--
-- Amounts, prices, quantities, weights and percentages are integers of
-- millionths.  Dates are ISO text, with " HH:MM" where the time is known.
-- Constraints are named in words: their names are shown to people.
-- search_key holds the folded text that `search` looks through.

CREATE TABLE setting (
	id	INTEGER PRIMARY KEY,
	name	TEXT NOT NULL UNIQUE,
	value	TEXT
) STRICT;

-- The last number given out: of the rows of a table ("party"), of a series of
-- codes ("SUP", "INQ-2026").
CREATE TABLE counter (
	id	INTEGER PRIMARY KEY,
	name	TEXT NOT NULL UNIQUE,
	last	INTEGER NOT NULL
) STRICT;

-- One row a command that changed something.
CREATE TABLE operation (
	id	INTEGER PRIMARY KEY,
	time	TEXT NOT NULL,
	user	TEXT NOT NULL,
	command	TEXT NOT NULL,
	kind	TEXT NOT NULL CHECK (kind IN ('init', 'do', 'undo', 'redo')),
	target	INTEGER REFERENCES operation (id) ON DELETE RESTRICT,
	is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1))
) STRICT;

-- What it changed.  insert: the rows first..last; update and delete: the row
-- `first`, with the values it had before, one "field<TAB>value" a line.
CREATE TABLE change (
	id	  INTEGER PRIMARY KEY,
	operation INTEGER NOT NULL REFERENCES operation (id)
		  ON DELETE RESTRICT,
	record	  TEXT NOT NULL,
	first	  INTEGER NOT NULL,
	last	  INTEGER NOT NULL,
	action	  TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
	before	  TEXT
) STRICT;
CREATE INDEX change_of_record ON change (record, first);
CREATE INDEX change_of_operation ON change (operation);

CREATE TABLE party (
	id	   INTEGER PRIMARY KEY,
	code	   TEXT NOT NULL UNIQUE,
	name	   TEXT NOT NULL,
	name_local TEXT,
	roles	   TEXT NOT NULL,
	country	   TEXT,
	province   TEXT,
	city	   TEXT,
	address	   TEXT,
	postcode   TEXT,
	tax_id	   TEXT,
	website	   TEXT,
	currency   TEXT,
	terms	   TEXT,
	bank	   TEXT,
	account	   TEXT,
	swift	   TEXT,
	rating	   INTEGER,
	tags	   TEXT,
	notes	   TEXT,
	archived   INTEGER NOT NULL DEFAULT 0,
	search_key TEXT
) STRICT;
CREATE INDEX party_name ON party (name);

CREATE TABLE contact (
	id	   INTEGER PRIMARY KEY,
	party	   INTEGER NOT NULL REFERENCES party (id) ON DELETE RESTRICT,
	name	   TEXT,
	title	   TEXT,
	email	   TEXT,
	phone	   TEXT,
	wechat	   TEXT,
	whatsapp   TEXT,
	language   TEXT,
	main	   INTEGER NOT NULL DEFAULT 0,
	search_key TEXT
) STRICT;
CREATE INDEX contact_of_party ON contact (party);

CREATE TABLE product (
	id		  INTEGER PRIMARY KEY,
	code		  TEXT NOT NULL UNIQUE,
	name		  TEXT NOT NULL,
	name_local	  TEXT,
	hs_code		  TEXT,
	origin		  TEXT,
	unit		  TEXT,
	moq		  INTEGER,
	price		  INTEGER,
	currency	  TEXT,
	supplier	  INTEGER REFERENCES party (id) ON DELETE RESTRICT,
	purchase_price	  INTEGER,
	purchase_currency TEXT,
	lead_days	  INTEGER,
	pieces_per_carton INTEGER,
	carton_length	  INTEGER,
	carton_width	  INTEGER,
	carton_height	  INTEGER,
	gross_weight	  INTEGER,
	net_weight	  INTEGER,
	vat_rate	  INTEGER,
	refund_rate	  INTEGER,
	tags		  TEXT,
	notes		  TEXT,
	archived	  INTEGER NOT NULL DEFAULT 0,
	search_key	  TEXT
) STRICT;
CREATE INDEX product_name ON product (name);
CREATE INDEX product_of_supplier ON product (supplier);

CREATE TABLE inquiry (
	id	    INTEGER PRIMARY KEY,
	number	    TEXT NOT NULL UNIQUE,
	date	    TEXT NOT NULL,
	channel	    TEXT NOT NULL,
	campaign    TEXT,
	reference   TEXT,
	buyer	    INTEGER REFERENCES party (id) ON DELETE RESTRICT,
	company	    TEXT,
	country	    TEXT,
	contact	    TEXT,
	email	    TEXT,
	language    TEXT,
	incoterm    TEXT,
	place	    TEXT,
	wanted_date TEXT,
	currency    TEXT,
	stage	    TEXT NOT NULL,
	lost_reason TEXT,
	answered    TEXT,
	next_action TEXT,
	notes	    TEXT,
	archived    INTEGER NOT NULL DEFAULT 0,
	search_key  TEXT
) STRICT;
CREATE UNIQUE INDEX inquiry_of_channel
	ON inquiry (channel, coalesce(campaign, ''), reference)
	WHERE reference IS NOT NULL;
CREATE INDEX inquiry_of_buyer ON inquiry (buyer);
CREATE INDEX inquiry_date ON inquiry (date, channel, company);

CREATE TABLE inquiry_line (
	id	     INTEGER PRIMARY KEY,
	inquiry	     INTEGER NOT NULL REFERENCES inquiry (id)
		     ON DELETE RESTRICT,
	line	     INTEGER NOT NULL,
	product	     INTEGER REFERENCES product (id) ON DELETE RESTRICT,
	description  TEXT,
	quantity     INTEGER,
	unit	     TEXT,
	target_price INTEGER,
	remarks	     TEXT,
	search_key   TEXT,
	UNIQUE (inquiry, line)
) STRICT;
CREATE INDEX inquiry_line_of_product ON inquiry_line (product);

-- What happened to an inquiry: notes, and moves from stage to stage.
CREATE TABLE inquiry_event (
	id	    INTEGER PRIMARY KEY,
	inquiry	    INTEGER NOT NULL REFERENCES inquiry (id)
		    ON DELETE RESTRICT,
	time	    TEXT NOT NULL,
	kind	    TEXT NOT NULL,
	stage	    TEXT,
	text	    TEXT,
	next_action TEXT
) STRICT;
CREATE INDEX inquiry_event_of_inquiry ON inquiry_event (inquiry);
