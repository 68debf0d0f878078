-- The deal: rates of exchange, offers of suppliers, quotes with their cost
-- sheets, orders with their instalments, purchases, shipments with containers
-- and cartons, and the documents that were issued.

-- As quoted: `unit` (1 or 100) of from_currency cost `value` of to_currency.
CREATE TABLE rate (
	id	      INTEGER PRIMARY KEY,
	code	      TEXT NOT NULL UNIQUE,
	date	      TEXT NOT NULL,
	from_currency TEXT NOT NULL,
	to_currency   TEXT NOT NULL,
	kind	      TEXT NOT NULL,
	unit	      INTEGER NOT NULL,
	value	      INTEGER NOT NULL,
	source	      TEXT NOT NULL,
	notes	      TEXT,
	seal	      INTEGER,
	UNIQUE (from_currency, to_currency, kind, date, source)
) STRICT;

-- Whom an inquiry was passed on to, and what they said.
CREATE TABLE inquiry_supplier (
	id	 INTEGER PRIMARY KEY,
	inquiry	 INTEGER NOT NULL REFERENCES inquiry (id) ON DELETE RESTRICT,
	supplier INTEGER NOT NULL REFERENCES party (id) ON DELETE RESTRICT,
	response TEXT NOT NULL,
	asked	 TEXT NOT NULL,
	answered TEXT,
	reason	 TEXT,
	seal	 INTEGER,
	UNIQUE (inquiry, supplier)
) STRICT;
CREATE INDEX inquiry_supplier_of_supplier ON inquiry_supplier (supplier);

CREATE TABLE offer (
	id	     INTEGER PRIMARY KEY,
	number	     TEXT NOT NULL UNIQUE,
	date	     TEXT NOT NULL,
	supplier     INTEGER NOT NULL REFERENCES party (id) ON DELETE RESTRICT,
	inquiry	     INTEGER REFERENCES inquiry (id) ON DELETE RESTRICT,
	product	     INTEGER REFERENCES product (id) ON DELETE RESTRICT,
	description  TEXT,
	unit	     TEXT,
	currency     TEXT NOT NULL,
	vat_included INTEGER NOT NULL DEFAULT 0,
	vat_rate     INTEGER,
	refund_rate  INTEGER,
	freight	     INTEGER,
	incoterm     TEXT,
	place	     TEXT,
	moq	     INTEGER,
	lead_days    INTEGER,
	valid_until  TEXT,
	reference    TEXT,
	notes	     TEXT,
	archived     INTEGER NOT NULL DEFAULT 0,
	search_key   TEXT,
	seal	     INTEGER
) STRICT;
CREATE INDEX offer_of_supplier ON offer (supplier);
CREATE INDEX offer_of_inquiry ON offer (inquiry);
CREATE INDEX offer_of_product ON offer (product);

-- From `quantity` on, one unit costs `price`.
CREATE TABLE offer_line (
	id	 INTEGER PRIMARY KEY,
	offer	 INTEGER NOT NULL REFERENCES offer (id) ON DELETE RESTRICT,
	line	 INTEGER NOT NULL,
	quantity INTEGER NOT NULL,
	price	 INTEGER NOT NULL,
	seal	 INTEGER,
	UNIQUE (offer, line),
	UNIQUE (offer, quantity)
) STRICT;

CREATE TABLE quote (
	id	       INTEGER PRIMARY KEY,
	number	       TEXT NOT NULL UNIQUE,
	date	       TEXT NOT NULL,
	inquiry	       INTEGER REFERENCES inquiry (id) ON DELETE RESTRICT,
	buyer	       INTEGER REFERENCES party (id) ON DELETE RESTRICT,
	company	       TEXT,
	country	       TEXT,
	contact	       TEXT,
	currency       TEXT NOT NULL,
	incoterm       TEXT,
	place	       TEXT,
	port_loading   TEXT,
	terms	       TEXT,
	packing	       TEXT,
	lead_days      INTEGER,
	valid_until    TEXT,
	freight	       INTEGER,
	rate	       INTEGER,
	rate_date      TEXT,
	rate_source    TEXT,
	state	       TEXT NOT NULL,
	reason	       TEXT,
	sent	       TEXT,
	answered       TEXT,
	replaces       INTEGER REFERENCES quote (id) ON DELETE RESTRICT,
	notes	       TEXT,
	search_key     TEXT,
	seal	       INTEGER
) STRICT;
CREATE INDEX quote_of_inquiry ON quote (inquiry);
CREATE INDEX quote_of_buyer ON quote (buyer);
CREATE INDEX quote_replaced ON quote (replaces);

CREATE TABLE quote_line (
	id		  INTEGER PRIMARY KEY,
	quote		  INTEGER NOT NULL REFERENCES quote (id)
			  ON DELETE RESTRICT,
	line		  INTEGER NOT NULL,
	product		  INTEGER REFERENCES product (id) ON DELETE RESTRICT,
	description	  TEXT,
	description_local TEXT,
	quantity	  INTEGER NOT NULL,
	unit		  TEXT,
	price		  INTEGER NOT NULL,
	discount	  INTEGER,
	amount		  INTEGER NOT NULL,
	cost		  INTEGER,
	charges		  INTEGER,
	fees		  INTEGER,
	remarks		  TEXT,
	search_key	  TEXT,
	seal		  INTEGER,
	UNIQUE (quote, line)
) STRICT;
CREATE INDEX quote_line_of_product ON quote_line (product);

-- What the price of a line was made of; rates are percent.
CREATE TABLE cost_sheet (
	id		INTEGER PRIMARY KEY,
	quote		INTEGER NOT NULL REFERENCES quote (id)
			ON DELETE RESTRICT,
	line		INTEGER NOT NULL,
	purchase_price	INTEGER NOT NULL,
	vat_rate	INTEGER,
	refund_rate	INTEGER,
	domestic	INTEGER,
	freight		INTEGER,
	destination	INTEGER,
	insurance_rate	INTEGER,
	insurance_markup INTEGER,
	commission_rate	INTEGER,
	bank_rate	INTEGER,
	credit_rate	INTEGER,
	profit_rate	INTEGER,
	profit_on	TEXT,
	regime		TEXT,
	quantity	INTEGER,
	incoterm	TEXT NOT NULL,
	rate		INTEGER NOT NULL,
	rate_date	TEXT,
	rate_source	TEXT,
	price		INTEGER NOT NULL,
	seal		INTEGER,
	UNIQUE (quote, line)
) STRICT;

CREATE TABLE sales_order (
	id	       INTEGER PRIMARY KEY,
	number	       TEXT NOT NULL UNIQUE,
	date	       TEXT NOT NULL,
	buyer	       INTEGER NOT NULL REFERENCES party (id)
		       ON DELETE RESTRICT,
	reference      TEXT,
	quote	       INTEGER REFERENCES quote (id) ON DELETE RESTRICT,
	inquiry	       INTEGER REFERENCES inquiry (id) ON DELETE RESTRICT,
	currency       TEXT NOT NULL,
	incoterm       TEXT,
	place	       TEXT,
	port_loading   TEXT,
	port_discharge TEXT,
	consignee      TEXT,
	notify	       TEXT,
	country	       TEXT,
	terms	       TEXT,
	packing	       TEXT,
	marks	       TEXT,
	wanted_date    TEXT,
	ship_by	       TEXT,
	shipped	       TEXT,
	bl_date	       TEXT,
	eta	       TEXT,
	invoice_date   TEXT,
	lc_number      TEXT,
	lc_bank	       TEXT,
	lc_date	       TEXT,
	lc_shipment    TEXT,
	lc_days	       INTEGER,
	lc_expiry      TEXT,
	lc_last_day    TEXT,
	lc_limit       TEXT,
	freight	       INTEGER,
	rate	       INTEGER,
	rate_date      TEXT,
	rate_source    TEXT,
	state	       TEXT NOT NULL,
	reason	       TEXT,
	confirmed      TEXT,
	notes	       TEXT,
	search_key     TEXT,
	seal	       INTEGER
) STRICT;
CREATE INDEX sales_order_of_buyer ON sales_order (buyer);
CREATE INDEX sales_order_reference ON sales_order (reference, buyer);
CREATE INDEX sales_order_of_quote ON sales_order (quote);
CREATE INDEX sales_order_of_inquiry ON sales_order (inquiry);
CREATE INDEX sales_order_date ON sales_order (date);

CREATE TABLE order_line (
	id		  INTEGER PRIMARY KEY,
	sales_order	  INTEGER NOT NULL REFERENCES sales_order (id)
			  ON DELETE RESTRICT,
	line		  INTEGER NOT NULL,
	product		  INTEGER REFERENCES product (id) ON DELETE RESTRICT,
	description	  TEXT,
	description_local TEXT,
	quantity	  INTEGER NOT NULL,
	unit		  TEXT,
	price		  INTEGER NOT NULL,
	discount	  INTEGER,
	amount		  INTEGER NOT NULL,
	cost		  INTEGER,
	charges		  INTEGER,
	fees		  INTEGER,
	remarks		  TEXT,
	search_key	  TEXT,
	seal		  INTEGER,
	UNIQUE (sales_order, line)
) STRICT;
CREATE INDEX order_line_of_product ON order_line (product);

-- When which part of an order is to be paid: `days` after an event.
CREATE TABLE instalment (
	id	    INTEGER PRIMARY KEY,
	sales_order INTEGER NOT NULL REFERENCES sales_order (id)
		    ON DELETE RESTRICT,
	line	    INTEGER NOT NULL,
	percent	    INTEGER NOT NULL,
	amount	    INTEGER NOT NULL,
	method	    TEXT NOT NULL,
	event	    TEXT NOT NULL,
	days	    INTEGER NOT NULL,
	months	    INTEGER,
	month_end   INTEGER NOT NULL DEFAULT 0,
	due	    TEXT,
	paid	    TEXT,
	seal	    INTEGER,
	UNIQUE (sales_order, line)
) STRICT;

CREATE TABLE purchase (
	id	     INTEGER PRIMARY KEY,
	number	     TEXT NOT NULL UNIQUE,
	date	     TEXT NOT NULL,
	supplier     INTEGER NOT NULL REFERENCES party (id)
		     ON DELETE RESTRICT,
	sales_order  INTEGER REFERENCES sales_order (id) ON DELETE RESTRICT,
	reference    TEXT,
	currency     TEXT NOT NULL,
	vat_included INTEGER NOT NULL DEFAULT 0,
	terms	     TEXT,
	place	     TEXT,
	promised     TEXT,
	received     TEXT,
	packing	     TEXT,
	state	     TEXT NOT NULL,
	reason	     TEXT,
	sent	     TEXT,
	notes	     TEXT,
	search_key   TEXT,
	seal	     INTEGER
) STRICT;
CREATE INDEX purchase_of_supplier ON purchase (supplier);
CREATE INDEX purchase_reference ON purchase (reference, supplier);
CREATE INDEX purchase_of_order ON purchase (sales_order);

CREATE TABLE purchase_line (
	id		INTEGER PRIMARY KEY,
	purchase	INTEGER NOT NULL REFERENCES purchase (id)
			ON DELETE RESTRICT,
	line		INTEGER NOT NULL,
	order_line	INTEGER,
	product		INTEGER REFERENCES product (id) ON DELETE RESTRICT,
	description	TEXT,
	quantity	INTEGER NOT NULL,
	unit		TEXT,
	price		INTEGER NOT NULL,
	amount		INTEGER NOT NULL,
	vat_rate	INTEGER,
	refund_rate	INTEGER,
	promised_date	TEXT,
	received_quantity INTEGER,
	received_date	TEXT,
	quality		TEXT,
	search_key	TEXT,
	seal		INTEGER,
	UNIQUE (purchase, line)
) STRICT;
CREATE INDEX purchase_line_of_product ON purchase_line (product);

CREATE TABLE shipment (
	id	       INTEGER PRIMARY KEY,
	number	       TEXT NOT NULL UNIQUE,
	date	       TEXT NOT NULL,
	buyer	       INTEGER REFERENCES party (id) ON DELETE RESTRICT,
	mode	       TEXT,
	forwarder      TEXT,
	carrier	       TEXT,
	booking	       TEXT,
	vessel	       TEXT,
	voyage	       TEXT,
	port_loading   TEXT,
	port_discharge TEXT,
	destination    TEXT,
	cargo_ready    TEXT,
	si_cutoff      TEXT,
	cy_cutoff      TEXT,
	etd	       TEXT,
	atd	       TEXT,
	eta	       TEXT,
	ata	       TEXT,
	bl_number      TEXT,
	bl_date	       TEXT,
	bl_type	       TEXT,
	declaration    TEXT,
	invoice_date   TEXT,
	documents_sent TEXT,
	courier	       TEXT,
	marks	       TEXT,
	freight	       INTEGER,
	freight_currency TEXT,
	state	       TEXT NOT NULL,
	reason	       TEXT,
	notes	       TEXT,
	search_key     TEXT,
	seal	       INTEGER
) STRICT;
CREATE INDEX shipment_of_buyer ON shipment (buyer);

CREATE TABLE shipment_line (
	id	     INTEGER PRIMARY KEY,
	shipment     INTEGER NOT NULL REFERENCES shipment (id)
		     ON DELETE RESTRICT,
	line	     INTEGER NOT NULL,
	sales_order  INTEGER REFERENCES sales_order (id) ON DELETE RESTRICT,
	order_line   INTEGER,
	product	     INTEGER REFERENCES product (id) ON DELETE RESTRICT,
	description  TEXT,
	quantity     INTEGER NOT NULL,
	unit	     TEXT,
	hs_code	     TEXT,
	origin	     TEXT,
	cartons	     INTEGER,
	net_weight   INTEGER,
	gross_weight INTEGER,
	volume	     INTEGER,
	more_agreed  INTEGER NOT NULL DEFAULT 0,
	remarks	     TEXT,
	search_key   TEXT,
	seal	     INTEGER,
	UNIQUE (shipment, line)
) STRICT;
CREATE INDEX shipment_line_of_order ON shipment_line (sales_order);
CREATE INDEX shipment_line_of_product ON shipment_line (product);

CREATE TABLE container (
	id	 INTEGER PRIMARY KEY,
	shipment INTEGER NOT NULL REFERENCES shipment (id) ON DELETE RESTRICT,
	line	 INTEGER NOT NULL,
	number	 TEXT,
	type	 TEXT NOT NULL,
	seal_number TEXT,
	seal	 INTEGER,
	UNIQUE (shipment, line)
) STRICT;

-- The cartons first..last, all alike: `quantity` pieces of a shipment's line
-- in each.  Rows with the same numbers are one mixed carton.
CREATE TABLE carton (
	id	     INTEGER PRIMARY KEY,
	shipment     INTEGER NOT NULL REFERENCES shipment (id)
		     ON DELETE RESTRICT,
	line	     INTEGER NOT NULL,
	shipment_line INTEGER NOT NULL,
	first	     INTEGER NOT NULL,
	last	     INTEGER NOT NULL,
	quantity     INTEGER NOT NULL,
	net_weight   INTEGER,
	gross_weight INTEGER,
	length	     INTEGER,
	width	     INTEGER,
	height	     INTEGER,
	seal	     INTEGER,
	UNIQUE (shipment, line)
) STRICT;

-- What was issued, as it was issued: `content` is all a page is made from.
CREATE TABLE document (
	id	 INTEGER PRIMARY KEY,
	number	 TEXT NOT NULL UNIQUE,
	kind	 TEXT NOT NULL,
	date	 TEXT NOT NULL,
	quote	 INTEGER REFERENCES quote (id) ON DELETE RESTRICT,
	sales_order INTEGER REFERENCES sales_order (id) ON DELETE RESTRICT,
	purchase INTEGER REFERENCES purchase (id) ON DELETE RESTRICT,
	shipment INTEGER REFERENCES shipment (id) ON DELETE RESTRICT,
	language TEXT NOT NULL,
	state	 TEXT NOT NULL,
	replaces INTEGER REFERENCES document (id) ON DELETE RESTRICT,
	content	 TEXT NOT NULL,
	search_key TEXT,
	seal	 INTEGER
) STRICT;
CREATE INDEX document_of_quote ON document (quote);
CREATE INDEX document_of_order ON document (sales_order);
CREATE INDEX document_of_purchase ON document (purchase);
CREATE INDEX document_of_shipment ON document (shipment);
CREATE INDEX document_replaced ON document (replaces);
