/*
 * Quotes and their lines.
 */
#include "trade/quote.h"

#include <string.h>

#include "trade/inquiry.h"
#include "trade/party.h"
#include "trade/product.h"
#include "value/money.h"
#include "value/terms.h"

static const struct code state_list[] = {	/* sorted by code */
	{ "accepted", "Accepted", "已接受", "won|客户接受|已成交", 0 },
	{ "cancelled", "Cancelled", "已取消", "canceled|withdrawn|撤回|作废", 0 },
	{ "declined", "Declined", "已拒绝", "rejected|lost|refused|客户拒绝", 0 },
	{ "draft", "Draft", "草稿", "new|未发送", 0 },
	{ "expired", "Expired", "已过期", "lapsed|失效", 0 },
	{ "replaced", "Replaced", "已被替代", "superseded|已被替换|revised|已修订", 0 },
	{ "sent", "Sent", "已发送", "open|submitted|已报价|已发出", 0 },
};
const struct codes quote_state_codes = {
	N_("state"), state_list, COUNT(state_list)
};

static const struct state quote_states[] = {
	{ N_("draft"), "sent|replaced|cancelled", NULL, 0 },
	{ N_("sent"), "accepted|declined|expired|replaced|cancelled", "sent",
	    STATE_ISSUED | STATE_LINES },
	{ N_("accepted"), "declined|replaced|cancelled", "answered",
	    STATE_ISSUED },
	{ N_("declined"), "accepted|replaced", "answered",
	    STATE_ISSUED | STATE_OVER },
	{ N_("expired"), "accepted|declined|replaced", NULL,
	    STATE_ISSUED | STATE_OVER },
	{ N_("replaced"), "", NULL, STATE_ISSUED | STATE_OVER },
	{ N_("cancelled"), "", NULL,
	    STATE_ISSUED | STATE_REASON | STATE_OVER },
	{ 0 }
};

static const struct field quote_fields[] = {
	FIELD(quote, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(quote, number, .label = "Quote", .label_zh = "报价单号",
	    .help = N_("number; made when left out"), .width = 16,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "number|quote no|quote number|quotation|quotation no|"
	    "quotation number|no|编号|报价编号|报价号|单号"),
	FIELD(quote, date, .label = "Date", .label_zh = "日期",
	    .example = "2026-11-05",
	    .help = N_("when it was made out"),
	    .flags = F_REQUIRED | F_DATED,
	    .also = "quote date|quotation date|issue date|报价日期|时间"),
	FIELD(quote, inquiry, .label = "Inquiry", .label_zh = "询盘号",
	    .help = N_("the inquiry it answers"),
	    .ref = &inquiry_entity, .flags = F_LATER,
	    .also = "inquiry no|inquiry number|rfq|询盘编号"),
	FIELD(quote, buyer, .label = "Buyer", .label_zh = "买家",
	    .help = N_("for whom: code or name of a buyer in the ledger"),
	    .ref = &buyer_entity, .flags = F_LIST | F_LATER | F_EITHER,
	    .also = "buyer code|customer code|customer|客户|买家编码|客户编码"),
	FIELD(quote, company, .label = "Company", .label_zh = "公司",
	    .example = "Nordlicht GmbH",
	    .help = N_("for whom, when not in the ledger yet"), .width = 24,
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_LATER | F_EITHER,
	    .also = "company name|buyer name|customer name|公司名称|买家名称|"
	    "客户名称"),
	FIELD(quote, country, .label = "Country", .label_zh = "国家",
	    .example = "DE", .from = "buyer.country",
	    .help = N_("country of the company"),
	    .codes = &country_codes, .also = "buyer country|国家/地区|国别"),
	FIELD(quote, contact, .label = "Contact", .label_zh = "联系人",
	    .example = "Anna Weber", .help = N_("to whom it is written"),
	    .flags = F_SEARCH,
	    .also = "contact name|contact person|attn|联系人姓名"),
	FIELD(quote, currency, .label = "Currency", .label_zh = "币种",
	    .example = "USD", .from = "buyer.currency",
	    .help = N_("of all amounts in it"),
	    .codes = &currency_codes, .flags = F_REQUIRED | F_LIST,
	    .also = "cur|ccy|quote currency|货币|报价币种"),
	FIELD(quote, incoterm, .label = "Incoterm", .label_zh = "贸易术语",
	    .example = "FOB",
	    .help = N_("term of delivery (Incoterms 2020)"),
	    .codes = &incoterm_codes,
	    .also = "incoterms|trade term|trade terms|delivery term|价格条款|"
	    "成交方式"),
	FIELD(quote, place, .label = "Place", .label_zh = "地点",
	    .example = "Ningbo", .help = N_("named place of the Incoterm"),
	    .also = "named place|named port|destination|目的港|交货地点"),
	FIELD(quote, port_loading, .label = "Port of loading",
	    .label_zh = "装运港", .example = "Ningbo",
	    .help = N_("where the goods are loaded"),
	    .also = "pol|loading port|from port|起运港"),
	FIELD(quote, terms, .label = "Payment terms", .label_zh = "付款方式",
	    .example = "T/T 30/70", .width = 24,
	    .from = "buyer.terms",
	    .help = N_("how it is to be paid (tradecli help terms)"),
	    .normalize = terms_normalize, .flags = F_WIDE,
	    .also = "terms|payment|payment term|terms of payment|付款条件|"
	    "付款条款|支付方式"),
	FIELD(quote, packing, .label = "Packing", .label_zh = "包装",
	    .example = "24 pcs per carton",
	    .help = N_("how the goods are packed"), .flags = F_WIDE,
	    .also = "packaging|package|包装方式|包装要求"),
	FIELD(quote, lead_days, .label = "Lead days", .label_zh = "交期(天)",
	    .example = "35",
	    .help = N_("days from order to goods that are ready"),
	    .also = "lead time|delivery time|lead time (days)|交期|交货期"),
	FIELD(quote, valid_until, .label = "Valid until",
	    .label_zh = "有效期至", .example = "2026-12-05",
	    .help = N_("the last day it can be accepted"), .flags = F_LIST,
	    .also = "valid|validity|valid till|expiry|expiry date|expires|"
	    "有效期|报价有效期"),
	FIELD(quote, freight, .label = "Freight", .label_zh = "运费",
	    .currency = "currency",
	    .help = N_("charged beside the goods"), .flags = F_MONEY,
	    .also = "freight charge|shipping|shipping cost|shipping charge|"
	    "海运费|运输费"),
	FIELD(quote, rate, .label = "Rate", .label_zh = "汇率",
	    .help = N_("home currency for one of its currency, when it was "
	    "made"), .flags = F_LATER | F_SMALL,
	    .also = "exchange rate|fx rate|报价汇率|换汇"),
	FIELD(quote, rate_date, .label = "Rate date", .label_zh = "汇率日期",
	    .help = N_("of which day the rate is"), .flags = F_LATER,
	    .also = "exchange rate date|fx date"),
	FIELD(quote, rate_source, .label = "Rate source",
	    .label_zh = "汇率来源", .help = N_("where the rate is from"),
	    .flags = F_LATER,
	    .also = "exchange rate source|fx source"),
	FIELD(quote, state, .label = "State", .label_zh = "状态",
	    .help = N_("draft, sent, accepted, declined, expired, replaced, "
	    "cancelled"), .codes = &quote_state_codes,
	    .flags = F_LIST | F_NAMED | F_STATE,
	    .also = "status|quote status|quote state|报价状态"),
	FIELD(quote, reason, .label = "Reason", .label_zh = "原因",
	    .help = N_("why it was declined or cancelled"),
	    .flags = F_WIDE | F_LATER,
	    .also = "cancel reason|decline reason|拒绝原因|取消原因"),
	FIELD(quote, sent, .label = "Sent", .label_zh = "发送日期",
	    .help = N_("when it went out"), .flags = F_LATER,
	    .also = "sent on|sent date|date sent|发出日期"),
	FIELD(quote, answered, .label = "Answered", .label_zh = "答复日期",
	    .help = N_("when it was accepted or declined"), .flags = F_LATER,
	    .also = "answered on|accepted on|decision date|成交日期|回复日期"),
	FIELD(quote, replaces, .label = "Replaces", .label_zh = "替换",
	    .help = N_("the quote this one is a revision of"),
	    .ref = &quote_entity,
	    .also = "revision of|supersedes|原报价单号"),
	FIELD(quote, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE | F_LATER,
	    .also = "note|comment|comments"),
	FIELD(quote, goods, .label = "Goods", .label_zh = "货款",
	    .help = N_("the sum of its lines, without charges"),
	    .sum = "amount", .flags = F_LIST | F_MONEY,
	    .also = "goods value|total|subtotal|total amount|总额|合计|总金额"),
};

static void
quote_complete(void *record, const struct defaults *d)
{
	struct quote *q = record;

	if (date_is_none(q->date) && !date_is_none(d->today))
		q->date = (struct date){ d->today.day, NO_MINUTE };
	if (q->currency == NULL)
		q->currency = d->currency;
}

static enum status
quote_check(const void *record)
{
	const struct quote *q = record;

	if (!date_is_none(q->valid_until) && q->valid_until.day < q->date.day)
		return fail(E_INVALID,
		    _("valid_until: before the date of the quote"));
	return OK;
}

static const struct field line_fields[] = {
	FIELD(quote_line, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(quote_line, quote, .label = "Quote", .label_zh = "报价单号",
	    .help = N_("the quote it belongs to"), .ref = &quote_entity,
	    .flags = F_PARENT | F_REQUIRED),
	FIELD(quote_line, line, .label = "Line", .label_zh = "行号",
	    .example = "1",
	    .help = N_("number of the line; counted when left out"),
	    .flags = F_KEY | F_LIST, .also = "line no|item no|行|序号"),
	FIELD(quote_line, product, .label = "Product", .label_zh = "货号",
	    .help = N_("code or name of a product in the ledger"),
	    .ref = &product_entity, .flags = F_LIST | F_EITHER,
	    .also = "sku|product code|item|item code|产品|产品编码|产品编号"),
	FIELD(quote_line, description, .label = "Description",
	    .label_zh = "描述", .width = 30, .example = "LED bulb 9 W, E27",
	    .from = "product.name",
	    .help = N_("the goods, in words"),
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_EITHER,
	    .also = "product description|item description|description of "
	    "goods|产品描述|品名|英文品名"),
	FIELD(quote_line, description_local, .label = "Local description",
	    .label_zh = "中文品名", .width = 20, .example = "LED球泡灯 9W",
	    .from = "product.name_local",
	    .help = N_("the goods, in Chinese or another script"),
	    .flags = F_SEARCH | F_WIDE,
	    .also = "chinese description|description zh|中文描述"),
	FIELD(quote_line, quantity, .label = "Quantity", .label_zh = "数量",
	    .example = "5000", .help = N_("how much is offered"),
	    .flags = F_LIST | F_REQUIRED | F_POSITIVE | F_COUNT,
	    .also = "qty|pcs|报价数量"),
	FIELD(quote_line, unit, .label = "Unit", .label_zh = "单位",
	    .example = "H87", .from = "product.unit",
	    .help = N_("unit of the quantity"),
	    .codes = &unit_codes, .flags = F_LIST | F_NAMED,
	    .also = "uom|计量单位"),
	FIELD(quote_line, price, .label = "Price", .label_zh = "单价",
	    .example = "0.80", .currency = "currency",
	    .help = N_("for one unit"),
	    .flags = F_LIST | F_REQUIRED | F_MONEY,
	    .also = "unit price|quoted price|报价|价格"),
	FIELD(quote_line, discount, .label = "Discount", .label_zh = "折扣",
	    .help = N_("percent off the price"), .flags = F_PERCENT,
	    .also = "discount %|disc|折扣率"),
	FIELD(quote_line, amount, .label = "Amount", .label_zh = "金额",
	    .currency = "currency",
	    .help = N_("quantity x price less the discount; computed"),
	    .flags = F_LIST | F_MONEY | F_COMPUTED,
	    .also = "line total|line amount|extended price|小计"),
	FIELD(quote_line, cost, .label = "Cost", .label_zh = "成本",
	    .help = N_("of one unit, in the home currency"),
	    .flags = F_MONEY | F_LATER,
	    .also = "unit cost|cost price|成本单价"),
	FIELD(quote_line, charges, .label = "Charges", .label_zh = "境外费用",
	    .currency = "currency",
	    .help = N_("freight and the like for one unit, in its currency"),
	    .flags = F_MONEY | F_LATER, .also = "unit charges|单位费用"),
	FIELD(quote_line, fees, .label = "Fees", .label_zh = "费率",
	    .help = N_("percent of the price: commission, bank, insurance"),
	    .flags = F_PERCENT | F_LATER, .also = "commission|佣金率"),
	FIELD(quote_line, remarks, .label = "Remarks", .label_zh = "说明",
	    .help = N_("anything else about the line"), .flags = F_WIDE,
	    .also = "remark|line notes|行备注|要求"),
};

static enum status
line_compute(void *record, const void *parent)
{
	const struct quote *q = parent;
	struct quote_line *l = record;

	return money_amount(&(struct pricing){ l->quantity, l->price,
	    l->discount }, q->currency, &l->amount);
}

static const char *const line_matches[] = { "quote,line", NULL };

const struct entity quote_line_entity = {
	.name = N_("line"), .plural = N_("lines"),
	.label = "Quote lines", .label_zh = "报价明细",
	.table = "quote_line", .prefix = "",
	.fields = line_fields, .nfields = COUNT(line_fields),
	.size = sizeof(struct quote_line),
	.matches = line_matches,
	.compute = line_compute,
};

static const struct field cost_fields[] = {
	FIELD(quote_cost, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(quote_cost, quote, .label = "Quote", .label_zh = "报价单号",
	    .help = N_("the quote it belongs to"), .ref = &quote_entity,
	    .flags = F_PARENT | F_REQUIRED),
	FIELD(quote_cost, line, .label = "Line",
	    .label_zh = "行号", .help = N_("the line of the quote it is for"),
	    .flags = F_KEY | F_LIST),
	FIELD(quote_cost, incoterm, .label = "Incoterm",
	    .label_zh = "贸易术语", .help = N_("term the price is for"),
	    .flags = F_REQUIRED | F_LIST | F_TITLE),
	FIELD(quote_cost, price, .label = "Price",
	    .label_zh = "单价", .help = N_("for one unit, as it came out"),
	    .flags = F_REQUIRED | F_LIST | F_MONEY),
	FIELD(quote_cost, quantity, .label = "Quantity",
	    .label_zh = "数量", .help = N_("over which charges were spread"),
	    .flags = F_LIST),
	FIELD(quote_cost, purchase_price, .label = "Purchase price",
	    .label_zh = "采购价", .help = N_("of one unit, in the home currency"),
	    .flags = F_REQUIRED | F_LIST | F_MONEY),
	FIELD(quote_cost, vat_rate, .label = "VAT rate",
	    .label_zh = "增值税率", .help = N_("percent of VAT on the purchase"),
	    .flags = F_LIST | F_PERCENT),
	FIELD(quote_cost, refund_rate, .label = "Refund rate",
	    .label_zh = "退税率", .help = N_("percent of VAT refunded on export"),
	    .flags = F_LIST | F_PERCENT),
	FIELD(quote_cost, regime, .label = "Tax regime",
	    .label_zh = "退税方式", .help = N_("how VAT comes back: trading, manufacturer or none")),
	FIELD(quote_cost, domestic, .label = "Domestic charges",
	    .label_zh = "国内费用", .help = N_("up to the ship for one unit, in the home currency"),
	    .flags = F_LIST | F_MONEY),
	FIELD(quote_cost, freight, .label = "Freight",
	    .label_zh = "运费", .help = N_("for one unit, in the currency of the quote"),
	    .flags = F_LIST | F_MONEY),
	FIELD(quote_cost, destination, .label = "Destination charges",
	    .label_zh = "目的地费用", .help = N_("for one unit, in the currency of the quote"),
	    .flags = F_MONEY),
	FIELD(quote_cost, insurance_rate, .label = "Insurance rate",
	    .label_zh = "保险费率", .help = N_("percent of the sum insured"),
	    .flags = F_PERCENT),
	FIELD(quote_cost, insurance_markup, .label = "Insured above price",
	    .label_zh = "保险加成", .help = N_("percent"),
	    .flags = F_PERCENT),
	FIELD(quote_cost, commission_rate, .label = "Commission",
	    .label_zh = "佣金率", .help = N_("percent of the price"),
	    .flags = F_PERCENT),
	FIELD(quote_cost, bank_rate, .label = "Bank fee",
	    .label_zh = "银行费率", .help = N_("percent of the price"),
	    .flags = F_PERCENT),
	FIELD(quote_cost, credit_rate, .label = "Credit insurance",
	    .label_zh = "信保费率", .help = N_("percent of the price"),
	    .flags = F_PERCENT),
	FIELD(quote_cost, profit_rate, .label = "Profit",
	    .label_zh = "利润率", .help = N_("percent that was asked for"),
	    .flags = F_LIST | F_PERCENT),
	FIELD(quote_cost, profit_on, .label = "Profit on",
	    .label_zh = "利润基数", .help = N_("price or cost: what the profit is a percentage of")),
	FIELD(quote_cost, rate, .label = "Rate",
	    .label_zh = "汇率", .help = N_("home currency for one of the currency of the quote"),
	    .flags = F_REQUIRED | F_LIST),
	FIELD(quote_cost, rate_date, .label = "Rate date",
	    .label_zh = "汇率日期", .help = N_("of which day the rate is")),
	FIELD(quote_cost, rate_source, .label = "Rate source",
	    .label_zh = "汇率来源", .help = N_("where the rate is from")),
};

static const char *const cost_matches[] = { "quote,line", NULL };

const struct entity quote_cost_entity = {
	.name = N_("cost sheet"), .plural = N_("cost sheets"),
	.label = "Cost sheets", .label_zh = "报价核算",
	.table = "cost_sheet", .prefix = "cost_",
	.fields = cost_fields, .nfields = COUNT(cost_fields),
	.size = sizeof(struct quote_cost),
	.matches = cost_matches,
};

static const struct entity *const quote_parts[] = {
	&quote_line_entity, &quote_cost_entity, NULL
};

const struct entity quote_entity = {
	.name = N_("quote"), .plural = N_("quotes"),
	.label = "Quotes", .label_zh = "报价单",
	.table = "quote", .series = "QUO-%Y",
	.fields = quote_fields, .nfields = COUNT(quote_fields) - 1,
	.nsums = 1,
	.size = sizeof(struct quote),
	.complete = quote_complete, .check = quote_check,
	.parts = quote_parts, .lines = &quote_line_entity,
	.states = quote_states,
};
