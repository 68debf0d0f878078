/*
 * A shipment (出运): goods of one or several orders on their way, by which
 * carrier, when, in which containers and cartons.
 */
#ifndef TRADE_SHIPMENT_H
#define TRADE_SHIPMENT_H

#include <stdbool.h>

#include "record/entity.h"

struct shipment {
	int64_t		 id;
	const char	*number;	/* SHP-2026-0001 */
	struct date	 date;
	struct ref	 buyer;
	const char	*mode;		/* "sea-fcl"; known when it is booked */
	const char	*forwarder;
	const char	*carrier;
	const char	*booking;
	const char	*vessel;
	const char	*voyage;	/* or the flight */
	const char	*port_loading;
	const char	*port_discharge;
	const char	*destination;
	struct date	 cargo_ready;
	struct date	 si_cutoff;	/* with the time of day */
	struct date	 cy_cutoff;
	struct date	 etd, atd, eta, ata;
	const char	*bl_number;	/* or of the air waybill */
	struct date	 bl_date;
	const char	*bl_type;
	const char	*declaration;	/* to customs */
	struct date	 invoice_date;
	struct date	 documents_sent;
	const char	*courier;
	const char	*marks;
	struct decimal	 freight;
	const char	*freight_currency;
	const char	*state;
	const char	*reason;
	const char	*notes;
	struct decimal	 total_net, total_gross, total_volume;	/* of its */
	int64_t		 total_cartons;				/* lines */
};

struct shipment_line {
	int64_t		 id;
	struct ref	 shipment;
	int64_t		 line;
	struct ref	 sales_order;	/* or none: samples, spare parts */
	int64_t		 order_line;	/* the number of its line */
	struct ref	 product;
	const char	*description;
	const char	*description_local;
	struct decimal	 quantity;
	const char	*unit;
	const char	*hs_code;
	const char	*origin;
	int64_t		 cartons;
	struct decimal	 net_weight;	/* kg, of all of them */
	struct decimal	 gross_weight;
	struct decimal	 volume;	/* m3 */
	bool		 more_agreed;	/* than ordered */
	const char	*remarks;
};

struct shipment_container {
	int64_t		 id;
	struct ref	 shipment;
	int64_t		 line;
	const char	*number;	/* ISO 6346; NULL: not known yet */
	const char	*type;
	const char	*seal_number;
};

/* The cartons first..last: see struct packed in trade/packing.h. */
struct shipment_carton {
	int64_t		 id;
	struct ref	 shipment;
	int64_t		 line;
	int64_t		 first, last;
	int64_t		 shipment_line;	/* the number of the line */
	struct decimal	 quantity;	/* in each */
	struct decimal	 net_weight, gross_weight;
	struct decimal	 length, width, height;
};

extern const struct entity shipment_entity;
extern const struct entity shipment_line_entity;
extern const struct entity container_entity;
extern const struct entity carton_entity;

extern const struct codes shipment_mode_codes;
extern const struct codes shipment_state_codes;
extern const struct codes bl_type_codes;
extern const struct codes container_type_codes;

/* Does it go by ship? */
bool shipment_is_by_sea(const struct shipment *);
/* Is it on its way, or there? */
bool shipment_has_left(const struct shipment *);

#endif
