/*
 * Orders, their lines, and the parts they are paid in.
 */
#include "trade/order.h"

#include <string.h>

#include "trade/inquiry.h"
#include "trade/party.h"
#include "trade/product.h"
#include "trade/quote.h"
#include "value/money.h"
#include "value/terms.h"

static const struct code state_list[] = {	/* sorted by code */
	{ "cancelled", "Cancelled", "已取消", "canceled|called off|作废", 0 },
	{ "closed", "Closed", "已完结", "done|completed|complete|结案|已完成", 0 },
	{ "confirmed", "Confirmed", "已确认", "open|processing|生效|已签约", 0 },
	{ "draft", "Draft", "草稿", "new|未确认", 0 },
	{ "production", "In production", "生产中", "producing|in progress|已排产",
	    0 },
	{ "shipped", "Shipped", "已出运", "dispatched|已发货|已出货|已装运", 0 },
};
const struct codes order_state_codes = {
	N_("state"), state_list, COUNT(state_list)
};

static const struct state order_states[] = {
	{ N_("draft"), "confirmed|cancelled", NULL, 0 },
	{ N_("confirmed"), "production|shipped|cancelled", "confirmed",
	    STATE_ISSUED | STATE_LINES },
	{ N_("production"), "shipped|cancelled", NULL, STATE_ISSUED },
	{ N_("shipped"), "closed", "shipped", STATE_ISSUED },
	{ N_("closed"), "", NULL, STATE_ISSUED | STATE_OVER },
	{ N_("cancelled"), "", NULL,
	    STATE_ISSUED | STATE_REASON | STATE_OVER },
	{ 0 }
};

enum { LC_DAYS = 21 };		/* UCP 600, article 14 c */

static const struct code lc_limit_list[] = {	/* sorted by code */
	{ "expiry", "Expiry", "信用证到期", "", 0 },
	{ "presentation", "Presentation period", "交单期", "", 0 },
};
const struct codes lc_limit_codes = {
	N_("limit"), lc_limit_list, COUNT(lc_limit_list)
};

static const struct field order_fields[] = {
	FIELD(sales_order, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(sales_order, number, .label = "Order", .label_zh = "订单号",
	    .help = N_("number; made when left out"), .width = 14,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "number|order no|order number|order id|pi no|pi number|"
	    "proforma invoice|contract no|sales contract|sc no|no|编号|"
	    "订单编号|合同号|形式发票号|单号"),
	FIELD(sales_order, date, .label = "Date", .label_zh = "日期",
	    .example = "2026-11-05", .help = N_("when it was made out"),
	    .flags = F_REQUIRED | F_DATED,
	    .also = "order date|pi date|contract date|下单日期|订单日期|"
	    "签约日期"),
	FIELD(sales_order, buyer, .label = "Buyer", .label_zh = "买家",
	    .help = N_("who ordered: code or name of a buyer in the ledger"),
	    .ref = &buyer_entity, .flags = F_REQUIRED | F_LIST,
	    .also = "buyer code|customer code|customer|customer id|客户|"
	    "买家编码|客户编码"),
	FIELD(sales_order, reference, .label = "Reference",
	    .label_zh = "客户订单号", .example = "PO-4711",
	    .help = N_("the buyer's own number of the order"),
	    .flags = F_LIST | F_MINOR | F_CODE | F_SEARCH | F_TITLE,
	    .width = 14,
	    .also = "buyer's reference|ref|your ref|po|po no|po number|customer po|"
	    "buyer po|buyer ref|客户po|客户po号"),
	FIELD(sales_order, quote, .label = "Quote", .label_zh = "报价单号",
	    .help = N_("the quote that was accepted"), .ref = &quote_entity,
	    .flags = F_LATER, .also = "quote no|quotation|quotation no|"
	    "报价编号|报价号"),
	FIELD(sales_order, inquiry, .label = "Inquiry", .label_zh = "询盘号",
	    .help = N_("the inquiry it came from"), .ref = &inquiry_entity,
	    .flags = F_LATER,
	    .also = "inquiry no|inquiry number|rfq|询盘编号"),
	FIELD(sales_order, currency, .label = "Currency", .label_zh = "币种",
	    .example = "USD", .from = "buyer.currency",
	    .help = N_("of all amounts in it"),
	    .codes = &currency_codes, .flags = F_REQUIRED | F_LIST,
	    .also = "cur|ccy|order currency|货币|订单币种"),
	FIELD(sales_order, incoterm, .label = "Incoterm", .label_zh = "贸易术语",
	    .example = "FOB",
	    .help = N_("term of delivery (Incoterms 2020)"),
	    .codes = &incoterm_codes,
	    .also = "incoterms|trade term|trade terms|delivery term|价格条款|"
	    "成交方式"),
	FIELD(sales_order, place, .label = "Place", .label_zh = "地点",
	    .example = "Ningbo", .help = N_("named place of the Incoterm"),
	    .also = "named place|named port|交货地点"),
	FIELD(sales_order, port_loading, .label = "Port of loading",
	    .label_zh = "装运港", .example = "Ningbo",
	    .help = N_("where the goods are loaded"), .flags = F_LATER,
	    .also = "pol|loading port|from port|起运港"),
	FIELD(sales_order, port_discharge, .label = "Port of discharge",
	    .label_zh = "卸货港", .example = "Hamburg",
	    .help = N_("where the goods are unloaded"), .flags = F_LATER,
	    .also = "pod|discharge port|destination port|目的港"),
	FIELD(sales_order, consignee, .label = "Consignee", .label_zh = "收货人",
	    .help = N_("to whom the goods are consigned"),
	    .flags = F_WIDE | F_LATER,
	    .also = "ship to|ship name|consigned to"),
	FIELD(sales_order, notify, .label = "Notify party", .label_zh = "通知人",
	    .help = N_("who is told that the goods arrive"),
	    .flags = F_WIDE | F_LATER, .also = "notify"),
	FIELD(sales_order, country, .label = "Country", .label_zh = "国家",
	    .example = "DE", .from = "buyer.country",
	    .help = N_("country the goods go to"),
	    .codes = &country_codes, .flags = F_LATER,
	    .also = "ship country|destination country|country of destination|"
	    "运抵国|目的国"),
	FIELD(sales_order, terms, .label = "Payment terms", .label_zh = "付款方式",
	    .example = "T/T 30/70", .width = 24,
	    .from = "buyer.terms",
	    .help = N_("how it is to be paid (tradecli help terms)"),
	    .normalize = terms_normalize, .flags = F_WIDE,
	    .also = "terms|payment|payment term|terms of payment|付款条件|"
	    "付款条款|支付方式"),
	FIELD(sales_order, packing, .label = "Packing", .label_zh = "包装",
	    .example = "24 pcs per carton",
	    .help = N_("how the goods are packed"), .flags = F_WIDE,
	    .also = "packaging|package|包装方式|包装要求"),
	FIELD(sales_order, marks, .label = "Shipping marks", .label_zh = "唛头",
	    .help = N_("what stands on the cartons"),
	    .flags = F_WIDE | F_LATER, .also = "marks|shipping mark|marks and "
	    "numbers"),
	FIELD(sales_order, wanted_date, .label = "Wanted date",
	    .label_zh = "要求日期", .help = N_("when the buyer wants it"),
	    .flags = F_LATER, .also = "required date|delivery date|due date|"
	    "交货日期|要求交期"),
	FIELD(sales_order, ship_by, .label = "Ship by", .label_zh = "装运期限",
	    .example = "2026-12-20",
	    .help = N_("the last day to ship, as agreed"),
	    .flags = F_LIST | F_LATER,
	    .also = "latest shipment|shipment date|ship before|最迟装运|交期|"
	    "交货期"),
	FIELD(sales_order, shipped, .label = "Shipped", .label_zh = "出运日期",
	    .help = N_("when it was shipped"), .flags = F_LATER,
	    .also = "shipped date|shipped on|date shipped|发货日期|出货日期|"
	    "装运日期"),
	FIELD(sales_order, bl_date, .label = "B/L date", .label_zh = "提单日期",
	    .help = N_("date of the bill of lading, once it is known"),
	    .flags = F_LATER, .also = "bl date|bill of lading date|提单日"),
	FIELD(sales_order, eta, .label = "ETA", .label_zh = "预计到港",
	    .help = N_("when the goods should arrive, once it is known"),
	    .flags = F_LATER,
	    .also = "estimated arrival|arrival date|到港日期|预计到达"),
	FIELD(sales_order, invoice_date, .label = "Invoice date",
	    .label_zh = "发票日期",
	    .help = N_("date of the commercial invoice, once it is known"),
	    .flags = F_LATER, .also = "ci date|commercial invoice date"),
	FIELD(sales_order, lc_number, .label = "L/C number",
	    .label_zh = "信用证号", .help = N_("number of the letter of credit"),
	    .flags = F_CODE | F_LATER | F_SEARCH,
	    .also = "lc no|l/c no|lc|l/c|letter of credit"),
	FIELD(sales_order, lc_bank, .label = "L/C bank", .label_zh = "开证行",
	    .help = N_("the bank that issued it"), .flags = F_LATER,
	    .also = "issuing bank|lc issuing bank"),
	FIELD(sales_order, lc_date, .label = "L/C date", .label_zh = "开证日期",
	    .help = N_("when it was issued"), .flags = F_LATER,
	    .also = "lc issue date|date of issue"),
	FIELD(sales_order, lc_amount, .label = "L/C amount",
	    .label_zh = "信用证金额", .example = "12500",
	    .help = N_("the amount of it, in the currency of the order"),
	    .flags = F_MONEY | F_LATER,
	    .also = "lc amount|amount of credit|credit amount|开证金额"),
	FIELD(sales_order, lc_tolerance, .label = "L/C tolerance",
	    .label_zh = "信用证溢短装", .example = "5",
	    .help = N_("percent it may be more or less; 10 for \"about\""),
	    .flags = F_PERCENT | F_LATER,
	    .also = "lc tolerance|tolerance|more or less|溢短装|金额浮动"),
	FIELD(sales_order, lc_shipment, .label = "L/C latest shipment",
	    .label_zh = "信用证最迟装运",
	    .help = N_("the last day to ship under it"), .flags = F_LATER,
	    .also = "lc latest shipment|latest date of shipment"),
	FIELD(sales_order, lc_days, .label = "L/C presentation days",
	    .label_zh = "交单期(天)", .example = "21",
	    .help = N_("days after shipment to present the papers; 21 when "
	    "it says nothing"), .flags = F_LATER,
	    .also = "presentation days|presentation period|交单期"),
	FIELD(sales_order, lc_expiry, .label = "L/C expiry",
	    .label_zh = "信用证有效期", .help = N_("when it expires"),
	    .flags = F_LATER, .also = "lc expiry date|date of expiry"),
	FIELD(sales_order, lc_last_day, .label = "L/C last day",
	    .label_zh = "最迟交单日",
	    .help = N_("the last day to present the papers; computed"),
	    .flags = F_FIXED),
	FIELD(sales_order, lc_limit, .label = "L/C limit",
	    .label_zh = "交单限制",
	    .help = N_("what makes it the last day: expiry or presentation"),
	    .codes = &lc_limit_codes, .flags = F_FIXED | F_NAMED),
	FIELD(sales_order, freight, .label = "Freight", .label_zh = "运费",
	    .currency = "currency",
	    .help = N_("charged beside the goods"), .flags = F_MONEY,
	    .also = "freight charge|shipping|shipping cost|shipping charge|"
	    "海运费|运输费"),
	FIELD(sales_order, rate, .label = "Rate", .label_zh = "汇率",
	    .help = N_("home currency for one of its currency, when it was "
	    "made"), .flags = F_LATER | F_SMALL,
	    .also = "exchange rate|fx rate|订单汇率"),
	FIELD(sales_order, rate_date, .label = "Rate date", .label_zh = "汇率日期",
	    .help = N_("of which day the rate is"), .flags = F_LATER,
	    .also = "exchange rate date|fx date"),
	FIELD(sales_order, rate_source, .label = "Rate source",
	    .label_zh = "汇率来源", .help = N_("where the rate is from"),
	    .flags = F_LATER,
	    .also = "exchange rate source|fx source"),
	FIELD(sales_order, state, .label = "State", .label_zh = "状态",
	    .help = N_("draft, confirmed, production, shipped, closed, "
	    "cancelled"), .codes = &order_state_codes,
	    .flags = F_LIST | F_NAMED | F_STATE,
	    .also = "status|order status|order state|订单状态"),
	FIELD(sales_order, reason, .label = "Reason", .label_zh = "原因",
	    .help = N_("why it was cancelled"), .flags = F_WIDE | F_LATER,
	    .also = "cancel reason|取消原因"),
	FIELD(sales_order, confirmed, .label = "Confirmed", .label_zh = "确认日期",
	    .help = N_("when it was confirmed"), .flags = F_LATER,
	    .also = "confirmed on|confirmation date|date confirmed|签回日期"),
	FIELD(sales_order, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE | F_LATER,
	    .also = "note|comment|comments"),
	FIELD(sales_order, goods, .label = "Goods", .label_zh = "货款",
	    .help = N_("the sum of its lines, without charges"),
	    .sum = "amount", .flags = F_LIST | F_MONEY,
	    .also = "goods value|total|subtotal|total amount|order value|总额|"
	    "合计|总金额"),
};

static void
order_complete(void *record, const struct defaults *d)
{
	struct sales_order *o = record;

	if (date_is_none(o->date) && !date_is_none(d->today))
		o->date = (struct date){ d->today.day, NO_MINUTE };
	if (o->currency == NULL)
		o->currency = d->currency;
}

static enum status
order_check(const void *record)
{
	const struct sales_order *o = record;

	if (!date_is_none(o->lc_expiry) && !date_is_none(o->lc_date) &&
	    o->lc_expiry.day < o->lc_date.day)
		return fail(E_INVALID,
		    _("lc_expiry: before the letter of credit was issued"));
	if (!date_is_none(o->lc_expiry) && !date_is_none(o->lc_shipment) &&
	    o->lc_expiry.day < o->lc_shipment.day)
		return fail(E_INVALID,
		    _("lc_shipment: after the letter of credit expires"));
	return OK;
}

enum status
order_lc_most(const struct sales_order *o, struct decimal *out)
{
	const struct decimal one = { DECIMAL_SCALE };
	struct percent p = { { 100 * DECIMAL_SCALE },
	    money_places(o->currency) };
	enum status st = OK;

	*out = NO_DECIMAL;
	if (decimal_is_none(o->lc_amount))
		return OK;
	if (!decimal_is_none(o->lc_tolerance))
		st = decimal_add(p.of_hundred, o->lc_tolerance, &p.of_hundred);
	return st == OK ? decimal_multiply_percent(o->lc_amount, one, &p,
	    out) : st;
}

/* The bill of lading dates the shipment (UCP 600, article 20 a ii). */
static struct date
shipment_date(const struct sales_order *o)
{
	return date_is_none(o->bl_date) ? o->shipped : o->bl_date;
}

void
order_set_lc_limit(struct sales_order *o)
{
	struct date last = shipment_date(o);

	if (date_is_none(last))
		last = o->lc_shipment;
	o->lc_limit = NULL;
	if (o->lc_number == NULL && date_is_none(o->lc_expiry))
		last = NO_DATE;
	if (!date_is_none(last)) {
		last.day += (int32_t)(o->lc_days == NO_INT ? LC_DAYS :
		    o->lc_days);
		o->lc_limit = "presentation";
	}
	if (!date_is_none(o->lc_expiry) &&
	    (date_is_none(last) || o->lc_expiry.day < last.day)) {
		last = o->lc_expiry;
		o->lc_limit = "expiry";
	}
	o->lc_last_day = last;
}

struct date
order_event_date(const struct sales_order *o, const char *event)
{
	const struct { const char *event; struct date date; } dates[] = {
		{ "order", o->date }, { "shipment", shipment_date(o) },
		{ "bl", o->bl_date }, { "eta", o->eta },
		{ "invoice", o->invoice_date }, { "lc", o->lc_date },
	};

	for (size_t i = 0; i < COUNT(dates); i++)
		if (strcmp(dates[i].event, event) == 0)
			return dates[i].date;
	return NO_DATE;
}

/* The buyer's own number is what a file of orders has, where it has none of
 * ours. */
static const char *const order_matches[] = { "buyer,reference", NULL };

static const struct field line_fields[] = {
	FIELD(order_line, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(order_line, sales_order, .label = "Order", .label_zh = "订单号",
	    .help = N_("the order it belongs to"), .ref = &order_entity,
	    .flags = F_PARENT | F_REQUIRED),
	FIELD(order_line, line, .label = "Line", .label_zh = "行号",
	    .example = "1",
	    .help = N_("number of the line; counted when left out"),
	    .flags = F_KEY | F_LIST, .also = "line no|item no|行|序号"),
	FIELD(order_line, product, .label = "Product", .label_zh = "货号",
	    .help = N_("code or name of a product in the ledger"),
	    .ref = &product_entity, .flags = F_LIST | F_EITHER,
	    .also = "sku|product code|product id|item|item code|产品|产品编码|"
	    "产品编号"),
	FIELD(order_line, description, .label = "Description",
	    .label_zh = "描述", .width = 30, .example = "LED bulb 9 W, E27",
	    .from = "product.name",
	    .help = N_("the goods, in words"),
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_EITHER,
	    .also = "product description|item description|description of "
	    "goods|产品描述|品名|英文品名"),
	FIELD(order_line, description_local, .label = "Local description",
	    .label_zh = "中文品名", .width = 20, .example = "LED球泡灯 9W",
	    .from = "product.name_local",
	    .help = N_("the goods, in Chinese or another script"),
	    .flags = F_SEARCH | F_WIDE,
	    .also = "chinese description|description zh|中文描述"),
	FIELD(order_line, quantity, .label = "Quantity", .label_zh = "数量",
	    .example = "5000", .help = N_("how much is ordered"),
	    .flags = F_LIST | F_REQUIRED | F_POSITIVE | F_COUNT,
	    .also = "qty|pcs|订购数量|订单数量"),
	FIELD(order_line, unit, .label = "Unit", .label_zh = "单位",
	    .example = "H87", .from = "product.unit",
	    .help = N_("unit of the quantity"),
	    .codes = &unit_codes, .flags = F_LIST | F_NAMED,
	    .also = "uom|计量单位"),
	FIELD(order_line, price, .label = "Price", .label_zh = "单价",
	    .example = "0.80", .currency = "currency",
	    .help = N_("for one unit"),
	    .flags = F_LIST | F_REQUIRED | F_MONEY,
	    .also = "unit price|sales price|价格|成交单价"),
	FIELD(order_line, discount, .label = "Discount", .label_zh = "折扣",
	    .help = N_("percent off the price"), .flags = F_PERCENT,
	    .also = "discount %|disc|折扣率"),
	FIELD(order_line, amount, .label = "Amount", .label_zh = "金额",
	    .currency = "currency",
	    .help = N_("quantity x price less the discount; computed"),
	    .flags = F_LIST | F_MONEY | F_COMPUTED,
	    .also = "line total|line amount|extended price|小计"),
	FIELD(order_line, cost, .label = "Cost", .label_zh = "成本",
	    .help = N_("of one unit, in the home currency"),
	    .flags = F_MONEY | F_LATER,
	    .also = "unit cost|cost price|成本单价"),
	FIELD(order_line, charges, .label = "Charges", .label_zh = "境外费用",
	    .currency = "currency",
	    .help = N_("freight and the like for one unit, in its currency"),
	    .flags = F_MONEY | F_LATER, .also = "unit charges|单位费用"),
	FIELD(order_line, fees, .label = "Fees", .label_zh = "费率",
	    .help = N_("percent of the price: commission, bank, insurance"),
	    .flags = F_PERCENT | F_LATER, .also = "commission|佣金率"),
	FIELD(order_line, remarks, .label = "Remarks", .label_zh = "说明",
	    .help = N_("anything else about the line"),
	    .flags = F_WIDE | F_LATER,
	    .also = "remark|line notes|行备注|要求"),
};

static enum status
line_compute(void *record, const void *parent)
{
	const struct sales_order *o = parent;
	struct order_line *l = record;

	return money_amount(&(struct pricing){ l->quantity, l->price,
	    l->discount }, o->currency, &l->amount);
}

static const char *const line_matches[] = { "sales_order,line", NULL };

const struct entity order_line_entity = {
	.name = N_("line"), .plural = N_("lines"),
	.label = "Order lines", .label_zh = "订单明细",
	.table = "order_line", .prefix = "",
	.fields = line_fields, .nfields = COUNT(line_fields),
	.size = sizeof(struct order_line),
	.matches = line_matches,
	.compute = line_compute,
};

static const struct code event_list[] = {	/* sorted by code */
	{ "bl", "B/L date", "提单日期", "b/l|bill of lading|提单", 0 },
	{ "eta", "Arrival", "到港", "arrival|预计到港", 0 },
	{ "invoice", "Invoice", "发票", "commercial invoice|invoice date", 0 },
	{ "lc", "L/C date", "开证日期", "l/c|letter of credit|信用证", 0 },
	{ "order", "Order", "下单", "order date|订单", 0 },
	{ "other", "As agreed", "另议", "", 0 },
	{ "shipment", "Shipment", "出运", "shipped|发货|装运", 0 },
};
const struct codes instalment_event_codes = {
	N_("event"), event_list, COUNT(event_list)
};

static const struct field instalment_fields[] = {
	FIELD(instalment, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(instalment, sales_order, .label = "Order",
	    .label_zh = "订单号", .help = N_("the order it belongs to"),
	    .ref = &order_entity, .flags = F_PARENT | F_REQUIRED | F_LATER),
	FIELD(instalment, line, .label = "Part", .label_zh = "期次",
	    .help = N_("1, 2 and so on"), .flags = F_KEY | F_LIST),
	FIELD(instalment, percent, .label = "Percent", .label_zh = "比例",
	    .help = N_("of the whole sum"),
	    .flags = F_REQUIRED | F_LIST | F_PERCENT | F_LATER),
	FIELD(instalment, amount, .label = "Amount", .label_zh = "金额",
	    .help = N_("to be paid"),
	    .flags = F_REQUIRED | F_LIST | F_MONEY | F_LATER),
	FIELD(instalment, method, .label = "Method", .label_zh = "方式",
	    .help = N_("T/T, L/C, D/P, D/A, O/A"),
	    .flags = F_REQUIRED | F_LIST | F_TITLE | F_LATER),
	FIELD(instalment, event, .label = "Event", .label_zh = "事件",
	    .help = N_("what the days are counted from"),
	    .codes = &instalment_event_codes,
	    .flags = F_REQUIRED | F_LIST | F_NAMED | F_LATER),
	FIELD(instalment, days, .label = "Days", .label_zh = "天数",
	    .help = N_("after the event; below 0: before it"),
	    .flags = F_REQUIRED | F_LIST | F_SIGNED | F_LATER),
	FIELD(instalment, months, .label = "Months", .label_zh = "月数",
	    .help = N_("after the event, before the days are counted"),
	    .flags = F_LATER),
	FIELD(instalment, month_end, .label = "Month end",
	    .label_zh = "月结", .help = N_("yes: the days are counted from "
	    "the end of the month"), .flags = F_LATER),
	FIELD(instalment, due, .label = "Due", .label_zh = "到期日",
	    .help = N_("when it is due; empty until the event is dated"),
	    .flags = F_LIST | F_LATER),
	FIELD(instalment, paid, .label = "Paid", .label_zh = "付款日期",
	    .help = N_("when it was paid"), .flags = F_LIST | F_LATER),
};

static const char *const instalment_matches[] = { "sales_order,line", NULL };

const struct entity instalment_entity = {
	.name = N_("instalment"), .plural = N_("instalments"),
	.label = "Instalments", .label_zh = "分期付款",
	.table = "instalment", .prefix = "instalment_",
	.fields = instalment_fields, .nfields = COUNT(instalment_fields),
	.size = sizeof(struct instalment),
	.matches = instalment_matches,
};

static const struct entity *const order_parts[] = {
	&order_line_entity, &instalment_entity, NULL
};

const struct entity order_entity = {
	.name = N_("order"), .plural = N_("orders"),
	.label = "Orders", .label_zh = "订单",
	.table = "sales_order", .series = "ORD-%Y",
	.fields = order_fields, .nfields = COUNT(order_fields) - 1,
	.nsums = 1,
	.size = sizeof(struct sales_order),
	.matches = order_matches,
	.complete = order_complete, .check = order_check,
	.parts = order_parts, .lines = &order_line_entity,
	.states = order_states,
};
