/*
 * Rates of exchange, one record for each day, pair, kind and source.
 */
#include "trade/rate.h"

#include <string.h>

static const struct code kind_list[] = {	/* sorted by code */
	{ "book", "Book", "记账汇率", "bookkeeping|accounting|记账|账面汇率", 0 },
	{ "cash-buy", "Cash buying", "现钞买入价",
	    "cash buy|cash bid|cash buying rate|现钞买入", 0 },
	{ "cash-sell", "Cash selling", "现钞卖出价",
	    "cash sell|cash ask|cash selling rate|现钞卖出", 0 },
	{ "contract", "Contract", "合同汇率", "agreed|forward|合同|远期|锁汇", 0 },
	{ "customs", "Customs", "海关汇率", "海关|计征汇率", 0 },
	{ "mid", "Middle", "中间价",
	    "middle rate|reference rate|central parity|parity|折算价|中行折算价|基准价", 0 },
	{ "spot-buy", "Spot buying", "现汇买入价",
	    "buy|buying|buying rate|bid|spot buy|现汇买入|买入价", 0 },
	{ "spot-sell", "Spot selling", "现汇卖出价",
	    "sell|selling|selling rate|selling rates|ask|spot sell|现汇卖出|卖出价", 0 },
};
const struct codes rate_kind_codes = {
	N_("kind of rate"), kind_list, COUNT(kind_list)
};

static const struct field rate_fields[] = {
	FIELD(rate, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(rate, code, .label = "Rate", .label_zh = "汇率号",
	    .help = N_("code of the rate; made when left out"), .width = 9,
	    .flags = F_KEY | F_LIST, .also = "code|rate code|编码"),
	FIELD(rate, date, .label = "Date", .label_zh = "日期",
	    .example = "2026-11-05",
	    .help = N_("the day from which it holds"),
	    .flags = F_REQUIRED | F_LIST,
	    .also = "day|rate date|quote date|发布日期|发布时间|汇率日期"),
	FIELD(rate, from_currency, .label = "From", .label_zh = "外币",
	    .example = "USD",
	    .help = N_("currency that is priced"),
	    .codes = &currency_codes, .flags = F_REQUIRED | F_LIST,
	    .also = "base|base currency|currency|foreign currency|货币名称|"
	    "原币|币种"),
	FIELD(rate, to_currency, .label = "To", .label_zh = "本币",
	    .example = "CNY",
	    .help = N_("currency it is priced in"),
	    .codes = &currency_codes, .flags = F_REQUIRED | F_LIST,
	    .also = "quote currency|counter currency|term currency|目标币种|"
	    "折算币种"),
	FIELD(rate, kind, .label = "Kind", .label_zh = "类别",
	    .example = "mid",
	    .help = N_("spot-buy, spot-sell, cash-buy, cash-sell, mid, "
	    "customs, contract, book"), .codes = &rate_kind_codes,
	    .flags = F_REQUIRED | F_LIST | F_NAMED,
	    .also = "type|rate type|汇率类别|汇率类型"),
	FIELD(rate, unit, .label = "Unit", .label_zh = "单位",
	    .example = "100",
	    .help = N_("how much of it the value is for: 1 or 100"),
	    .flags = F_REQUIRED | F_LIST,
	    .also = "per|units|quantity|交易单位|外币单位"),
	FIELD(rate, value, .label = "Value", .label_zh = "汇率",
	    .example = "690.04",
	    .help = N_("what that costs, as it was quoted"),
	    .flags = F_REQUIRED | F_LIST,
	    .also = "price|exchange rate|quote|牌价|汇价"),
	FIELD(rate, source, .label = "Source", .label_zh = "来源",
	    .example = "BOC",
	    .help = N_("who gives it: ECB, BOC, own"),
	    .flags = F_REQUIRED | F_LIST | F_TITLE,
	    .also = "bank|origin|银行|数据来源"),
	FIELD(rate, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE,
	    .also = "note|remark|remarks|comment|comments|说明"),
};

static void
rate_complete(void *record, const struct defaults *d)
{
	struct rate *r = record;

	if (date_is_none(r->date) && !date_is_none(d->today))
		r->date = (struct date){ d->today.day, NO_MINUTE };
	if (r->kind == NULL)
		r->kind = "mid";
	if (r->unit == NO_INT)
		r->unit = 1;
	if (r->source == NULL)
		r->source = "own";
}

static enum status
rate_check(const void *record)
{
	const struct rate *r = record;

	if (r->unit != 1 && r->unit != 100)
		return fail_hint(fail(E_INVALID, _("unit: %lld, but a rate is "
		    "for 1 or for 100"), (long long)r->unit),
		    _("a rate for another number: divide the value by it"));
	if (r->value.micros <= 0)
		return fail(E_INVALID, _("value: a rate is more than 0"));
	if (strcmp(r->from_currency, r->to_currency) == 0)
		return fail(E_INVALID, _("to_currency: %s has no rate to "
		    "itself"), r->to_currency);
	return OK;
}

static const char *const rate_matches[] = {
	"from_currency,to_currency,kind,date,source", NULL
};

const struct entity rate_entity = {
	.name = N_("rate"), .plural = N_("rates"),
	.label = "Rates", .label_zh = "汇率",
	.table = "rate", .series = "FX",
	.fields = rate_fields, .nfields = COUNT(rate_fields),
	.size = sizeof(struct rate),
	.matches = rate_matches,
	.complete = rate_complete, .check = rate_check,
};
