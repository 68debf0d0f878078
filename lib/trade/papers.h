/*
 * The papers of a deal: how each kind of document is laid out, in both
 * languages, by the UN layout key (UN/ECE Recommendation 1, ISO 6422):
 * exporter at the top left, number and date at the top right, consignee below,
 * buyer at the right, transport, terms, goods, totals, signature at the bottom
 * right.
 *
 * Values a document may be given (see sheet/document.h); what has none is not
 * shown.  Names and addresses have a line for each of their parts.
 *
 * of the document	number date replaces company address contact logo
 *			logo_sum watermark layout notes
 * parties		seller seller_name buyer buyer_name consignee notify
 *			supplier supplier_name deliver_to
 * references		contract_number contract_date order_number
 *			inquiry_number quote_number invoice_number invoice_date
 *			lc_number lc_date lc_bank
 * terms		incoterm ("CIF Hamburg, Incoterms 2020") price_basis
 *			("CIF HAMBURG") payment_terms currency valid_until
 *			lead_time latest_shipment delivery_date packing
 *			insurance partial_shipment transhipment tax
 * transport		transport_mode vessel port_loading port_discharge
 *			destination origin destination_country etd eta
 *			bl_number bl_date containers forwarder marks
 * amounts		discount freight insurance_charge charges total
 *			amount_words
 * packing		packages packages_words net_weight gross_weight volume
 * bank			bank_beneficiary bank_name bank_address bank_account
 *			bank_swift bank_intermediary
 * of each line		line code description specification hs_code line_origin
 *			quantity unit price line_discount amount carton_numbers
 *			cartons per_carton net_weight gross_weight measure
 *			volume delivery
 */
#ifndef TRADE_PAPERS_H
#define TRADE_PAPERS_H

#include "sheet/document.h"

/*
 * What an issued document says of itself, so that it is never drawn in another
 * way than it was: the tables of papers.c, what lib/sheet makes of them and how
 * cmd/pdf draws that.  Once a program with it has been given away, another look
 * is another number, and the old one is kept for those that have it.
 */
#define PAPERS_LAYOUT	"1"

extern const struct form quotation_form, proforma_form, contract_form,
    purchase_form, invoice_form, packing_form, advice_form;

/* All of them, in the order of a deal; ends with NULL. */
extern const struct form *const all_forms[];

/* By its name ("quotation", "proforma", "contract", "purchase", "invoice",
 * "packing-list", "shipping-advice"); NULL: there is no such form. */
const struct form *form_find(const char *name);

#endif
