/*
 * A party: a firm or person we trade with.  One row whatever it is to us:
 * `supplier` and `buyer` are the same table seen through a role.
 */
#ifndef TRADE_PARTY_H
#define TRADE_PARTY_H

#include "record/entity.h"

struct party {
	int64_t		 id;
	const char	*code;
	const char	*name;
	const char	*name_local;	/* in Chinese or another script */
	const char	*roles;		/* "supplier,buyer", in this order */
	const char	*country;	/* ISO 3166-1 alpha-2 */
	const char	*province;
	const char	*city;
	const char	*address;
	const char	*postcode;
	const char	*tax_id;
	const char	*website;
	const char	*currency;	/* ISO 4217 */
	const char	*terms;		/* of payment */
	const char	*bank;
	const char	*account;
	const char	*swift;		/* ISO 9362 */
	struct decimal	 rating;	/* 0 to 5 */
	const char	*tags;		/* "a,b" */
	const char	*notes;
	bool		 archived;
};

/* People of a party. */
struct contact {
	int64_t		 id;
	struct ref	 party;
	const char	*name;
	const char	*title;
	const char	*email;
	const char	*phone;
	const char	*wechat;
	const char	*whatsapp;
	const char	*language;	/* ISO 639-1 */
	bool		 main;		/* the one to write to first */
};

extern const struct entity supplier_entity;
extern const struct entity buyer_entity;
extern const struct entity party_entity;	/* whatever its role */
extern const struct entity contact_entity;

#endif
