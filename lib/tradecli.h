/*
 * The library of tradecli, from the bottom up.  What a command needs is here;
 * the doors to database and file formats stay shut.
 *
 * Start with record/field.h (a thing describes itself), sheet/sink.h (rows
 * out) and record/record.h (found, stored, changed); then read one thing,
 * trade/party.c, and what is done with all of them in cmd/verbs.c.
 */
#ifndef TRADECLI_H
#define TRADECLI_H

/* It knows C: failures, memory, text, files written whole or not at all. */
#include "base/arena.h"
#include "base/base.h"
#include "base/err.h"
#include "base/input.h"
#include "base/output.h"
#include "base/stop.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* What a value is: amounts, dates, closed lists. */
#include "value/codes.h"
#include "value/date.h"
#include "value/decimal.h"
#include "value/money.h"
#include "value/ratio.h"
#include "value/terms.h"
#include "value/value.h"

/* Rows in, rows out; documents out. */
#include "sheet/document.h"
#include "sheet/sink.h"
#include "sheet/source.h"

/* What a record is, and the history of its changes. */
#include "record/entity.h"
#include "record/field.h"
#include "record/history.h"
#include "record/record.h"
#include "record/state.h"

/* The things of trade. */
#include "trade/container.h"
#include "trade/cost_sheet.h"
#include "trade/incoterm.h"
#include "trade/inquiry.h"
#include "trade/issued.h"
#include "trade/offer.h"
#include "trade/order.h"
#include "trade/packing.h"
#include "trade/papers.h"
#include "trade/party.h"
#include "trade/price.h"
#include "trade/price_steps.h"
#include "trade/product.h"
#include "trade/purchase.h"
#include "trade/quote.h"
#include "trade/rate.h"
#include "trade/shipment.h"
#include "trade/words.h"

/* How they hang together. */
#include "ledger/asking.h"
#include "ledger/backup.h"
#include "ledger/compare.h"
#include "ledger/deal.h"
#include "ledger/doc_check.h"
#include "ledger/exchange.h"
#include "ledger/import.h"
#include "ledger/instalments.h"
#include "ledger/ledger.h"
#include "ledger/listing.h"
#include "ledger/paper.h"
#include "ledger/profile.h"
#include "ledger/rates_import.h"
#include "ledger/report.h"
#include "ledger/setting.h"
#include "ledger/shipping.h"

#endif
