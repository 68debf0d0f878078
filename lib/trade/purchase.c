/*
 * Purchases and their lines.
 */
#include "trade/purchase.h"

#include <string.h>

#include "trade/order.h"
#include "trade/party.h"
#include "trade/product.h"
#include "value/money.h"
#include "value/terms.h"

static const struct code state_list[] = {	/* sorted by code */
	{ "cancelled", "Cancelled", "已取消", "canceled|called off|作废", 0 },
	{ "closed", "Closed", "已完结", "done|completed|complete|结案|已完成", 0 },
	{ "confirmed", "Confirmed", "已确认", "accepted|供应商确认", 0 },
	{ "draft", "Draft", "草稿", "new|未发送", 0 },
	{ "received", "Received", "已收货", "delivered|到货|已到货|已入库", 0 },
	{ "sent", "Sent", "已下单", "ordered|open|已发送|已发出", 0 },
};
const struct codes purchase_state_codes = {
	N_("state"), state_list, COUNT(state_list)
};

static const struct state purchase_states[] = {
	{ N_("draft"), "sent|cancelled", NULL, 0 },
	{ N_("sent"), "confirmed|received|cancelled", "sent",
	    STATE_ISSUED | STATE_LINES },
	{ N_("confirmed"), "received|cancelled", NULL, STATE_ISSUED },
	{ N_("received"), "closed", "received", STATE_ISSUED },
	{ N_("closed"), "", NULL, STATE_ISSUED | STATE_OVER },
	{ N_("cancelled"), "", NULL,
	    STATE_ISSUED | STATE_REASON | STATE_OVER },
	{ 0 }
};

static const struct field purchase_fields[] = {
	FIELD(purchase, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(purchase, number, .label = "Purchase", .label_zh = "采购单号",
	    .help = N_("number; made when left out"), .width = 14,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "number|purchase no|purchase number|purchase order|po|"
	    "po no|po number|no|编号|采购编号|采购合同号|单号"),
	FIELD(purchase, date, .label = "Date", .label_zh = "日期",
	    .example = "2026-11-06", .help = N_("when it was made out"),
	    .flags = F_REQUIRED | F_DATED,
	    .also = "purchase date|po date|order date|采购日期|下单日期"),
	FIELD(purchase, supplier, .label = "Supplier", .label_zh = "供应商",
	    .help = N_("from whom: code or name of a supplier in the ledger"),
	    .ref = &supplier_entity, .flags = F_REQUIRED | F_LIST,
	    .also = "supplier code|supplier id|vendor|vendor id|factory|"
	    "供应商编码|工厂|供货商"),
	FIELD(purchase, sales_order, .label = "Order", .label_zh = "订单号",
	    .help = N_("the order it is bought for"), .ref = &order_entity,
	    .flags = F_LIST | F_MINOR | F_LATER,
	    .also = "order no|order number|sales order|订单编号|合同号"),
	FIELD(purchase, reference, .label = "Reference",
	    .label_zh = "供应商单号",
	    .help = N_("the supplier's own number of it"),
	    .flags = F_CODE | F_SEARCH | F_TITLE | F_LATER,
	    .also = "supplier's reference|ref|supplier ref|supplier reference|"
	    "confirmation no"),
	FIELD(purchase, currency, .label = "Currency", .label_zh = "币种",
	    .example = "CNY", .from = "supplier.currency",
	    .help = N_("of all amounts in it"),
	    .codes = &currency_codes, .flags = F_REQUIRED | F_LIST,
	    .also = "cur|ccy|purchase currency|货币|采购币种"),
	FIELD(purchase, vat_included, .label = "VAT included",
	    .label_zh = "含税", .example = "yes",
	    .help = N_("yes: the prices are with VAT"),
	    .also = "incl vat|tax included|with vat|是否含税"),
	FIELD(purchase, terms, .label = "Payment terms",
	    .label_zh = "付款方式", .example = "30%定金，70%发货前付清", .width = 24,
	    .from = "supplier.terms",
	    .help = N_("how we are to pay (tradecli help terms)"),
	    .normalize = terms_normalize, .flags = F_WIDE,
	    .also = "terms|payment|payment term|terms of payment|付款条件|"
	    "付款条款|支付方式"),
	FIELD(purchase, place, .label = "Place", .label_zh = "交货地点",
	    .help = N_("where it is to be delivered"), .flags = F_WIDE,
	    .also = "delivery place|delivery address|deliver to|地点"),
	FIELD(purchase, promised, .label = "Promised", .label_zh = "承诺交期",
	    .example = "2026-12-10",
	    .help = N_("when the supplier promised it"),
	    .flags = F_LIST | F_LATER,
	    .also = "delivery date|due date|ready date|交期|"
	    "交货日期|承诺日期"),
	FIELD(purchase, received, .label = "Received", .label_zh = "到货日期",
	    .help = N_("when all of it had come"), .flags = F_LATER,
	    .also = "received on|date received|收货日期|入库日期"),
	FIELD(purchase, packing, .label = "Packing", .label_zh = "包装",
	    .help = N_("how the goods are packed"), .flags = F_WIDE,
	    .also = "packaging|package|包装方式|包装要求"),
	FIELD(purchase, state, .label = "State", .label_zh = "状态",
	    .help = N_("draft, sent, confirmed, received, closed, cancelled"),
	    .codes = &purchase_state_codes,
	    .flags = F_LIST | F_NAMED | F_STATE,
	    .also = "status|purchase status|purchase state|采购状态"),
	FIELD(purchase, reason, .label = "Reason", .label_zh = "原因",
	    .help = N_("why it was cancelled"), .flags = F_WIDE | F_LATER,
	    .also = "cancel reason|取消原因"),
	FIELD(purchase, sent, .label = "Sent", .label_zh = "发送日期",
	    .help = N_("when it went out"), .flags = F_LATER,
	    .also = "sent on|sent date|date sent|发出日期"),
	FIELD(purchase, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE | F_LATER,
	    .also = "note|comment|comments"),
	FIELD(purchase, goods, .label = "Goods", .label_zh = "货款",
	    .help = N_("the sum of its lines, without charges"),
	    .sum = "amount", .flags = F_LIST | F_MONEY,
	    .also = "goods value|total|subtotal|total amount|总额|合计|总金额"),
};

static void
purchase_complete(void *record, const struct defaults *d)
{
	struct purchase *p = record;

	if (date_is_none(p->date) && !date_is_none(d->today))
		p->date = (struct date){ d->today.day, NO_MINUTE };
	if (p->currency == NULL)
		p->currency = d->currency;
}

static const struct field line_fields[] = {
	FIELD(purchase_line, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(purchase_line, purchase, .label = "Purchase",
	    .label_zh = "采购单号", .help = N_("the purchase it belongs to"),
	    .ref = &purchase_entity, .flags = F_PARENT | F_REQUIRED),
	FIELD(purchase_line, line, .label = "Line", .label_zh = "行号",
	    .example = "1",
	    .help = N_("number of the line; counted when left out"),
	    .flags = F_KEY | F_LIST, .also = "line no|item no|行|序号"),
	FIELD(purchase_line, order_line, .label = "Order line",
	    .label_zh = "订单行号",
	    .help = N_("number of the order's line it is bought for"),
	    .also = "order line no|订单行"),
	FIELD(purchase_line, product, .label = "Product", .label_zh = "货号",
	    .help = N_("code or name of a product in the ledger"),
	    .ref = &product_entity, .flags = F_LIST | F_EITHER,
	    .also = "sku|product code|item|item code|产品|产品编码|产品编号"),
	FIELD(purchase_line, description, .label = "Description",
	    .label_zh = "描述", .width = 30, .example = "LED球泡灯 9W",
	    .from = "product.name",
	    .help = N_("the goods, in words"),
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_EITHER,
	    .also = "product description|item description|description of "
	    "goods|产品描述|品名"),
	FIELD(purchase_line, quantity, .label = "Quantity",
	    .label_zh = "数量", .example = "5000",
	    .help = N_("how much is bought"),
	    .flags = F_LIST | F_REQUIRED | F_POSITIVE | F_COUNT,
	    .also = "qty|pcs|采购数量"),
	FIELD(purchase_line, unit, .label = "Unit", .label_zh = "单位",
	    .example = "H87", .from = "product.unit",
	    .help = N_("unit of the quantity"),
	    .codes = &unit_codes, .flags = F_LIST | F_NAMED,
	    .also = "uom|计量单位"),
	FIELD(purchase_line, price, .label = "Price", .label_zh = "单价",
	    .example = "4.20", .currency = "currency",
	    .help = N_("for one unit"),
	    .flags = F_LIST | F_REQUIRED | F_MONEY,
	    .also = "unit price|purchase price|cost|价格|采购价|进价"),
	FIELD(purchase_line, amount, .label = "Amount", .label_zh = "金额",
	    .currency = "currency",
	    .help = N_("quantity x price; computed"),
	    .flags = F_LIST | F_MONEY | F_COMPUTED,
	    .also = "line total|line amount|extended price|小计"),
	FIELD(purchase_line, vat_rate, .label = "VAT rate",
	    .label_zh = "增值税率", .example = "13",
	    .from = "product.vat_rate",
	    .help = N_("percent of VAT in or on the price"),
	    .flags = F_PERCENT, .also = "vat|vat %|tax rate|税率|增值税"),
	FIELD(purchase_line, refund_rate, .label = "Refund rate",
	    .label_zh = "退税率", .example = "13",
	    .from = "product.refund_rate",
	    .help = N_("percent of VAT refunded on export"),
	    .flags = F_PERCENT | F_LATER,
	    .also = "tax refund rate|rebate rate|vat refund|出口退税率|退税"),
	FIELD(purchase_line, promised_date, .label = "Line promised",
	    .label_zh = "行承诺交期",
	    .help = N_("when this line was promised, if not with the rest"),
	    .flags = F_LATER, .also = "line promised date|line due date"),
	FIELD(purchase_line, received_quantity, .label = "Received quantity",
	    .label_zh = "已收数量", .help = N_("how much has come"),
	    .flags = F_LIST | F_LATER | F_COUNT,
	    .also = "qty received|received qty|到货数量|入库数量"),
	FIELD(purchase_line, received_date, .label = "Received date",
	    .label_zh = "收货日", .help = N_("when the last of it came"),
	    .flags = F_LATER, .also = "line received date"),
	FIELD(purchase_line, quality, .label = "Quality", .label_zh = "质量",
	    .help = N_("what was found when it was inspected"),
	    .flags = F_WIDE | F_LATER,
	    .also = "quality remarks|inspection|qc|质检|验货结果"),
};

static enum status
line_compute(void *record, const void *parent)
{
	const struct purchase *p = parent;
	struct purchase_line *l = record;

	return money_amount(&(struct pricing){ l->quantity, l->price,
	    NO_DECIMAL }, p->currency, &l->amount);
}

static const char *const purchase_matches[] = { "supplier,reference", NULL };

static const char *const line_matches[] = { "purchase,line", NULL };

const struct entity purchase_line_entity = {
	.name = N_("line"), .plural = N_("lines"),
	.label = "Purchase lines", .label_zh = "采购明细",
	.table = "purchase_line", .prefix = "",
	.fields = line_fields, .nfields = COUNT(line_fields),
	.size = sizeof(struct purchase_line),
	.matches = line_matches,
	.compute = line_compute,
};

static const struct entity *const purchase_parts[] = {
	&purchase_line_entity, NULL
};

const struct entity purchase_entity = {
	.name = N_("purchase"), .plural = N_("purchases"),
	.label = "Purchases", .label_zh = "采购单",
	.table = "purchase", .series = "PUR-%Y",
	.fields = purchase_fields, .nfields = COUNT(purchase_fields) - 1,
	.nsums = 1,
	.size = sizeof(struct purchase),
	.matches = purchase_matches,
	.complete = purchase_complete,
	.parts = purchase_parts, .lines = &purchase_line_entity,
	.states = purchase_states,
};
