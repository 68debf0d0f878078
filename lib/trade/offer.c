/*
 * Offers of suppliers, and their prices by quantity.
 */
#include "trade/offer.h"

#include "trade/inquiry.h"
#include "trade/party.h"
#include "trade/product.h"

static const struct field offer_fields[] = {
	FIELD(offer, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(offer, number, .label = "Offer", .label_zh = "报价号",
	    .help = N_("number; made when left out"), .width = 14,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "number|offer no|offer number|编号|供应商报价号"),
	FIELD(offer, date, .label = "Date", .label_zh = "报价日期",
	    .example = "2026-11-06",
	    .help = N_("when it was made"),
	    .flags = F_REQUIRED | F_LIST | F_MINOR | F_DATED | F_TODAY,
	    .also = "offer date|quote date|quotation date|日期"),
	FIELD(offer, supplier, .label = "Supplier", .label_zh = "供应商",
	    .example = "SUP-0001",
	    .help = N_("who offers: code or name of a supplier"),
	    .ref = &supplier_entity, .flags = F_REQUIRED | F_LIST,
	    .also = "supplier code|vendor|vendor code|factory|供应商编码|厂家|"
	    "工厂|供应商编号|供应商名称"),
	FIELD(offer, inquiry, .label = "Inquiry", .label_zh = "询盘号",
	    .help = N_("the inquiry it answers"), .ref = &inquiry_entity,
	    .flags = F_LIST, .also = "inquiry no|rfq|rfq no|询盘编号|询价单号"),
	FIELD(offer, product, .label = "Product", .label_zh = "货号",
	    .help = N_("code or name of a product in the ledger"),
	    .ref = &product_entity, .flags = F_LIST | F_EITHER,
	    .also = "sku|product code|item|item code|item no|model|产品|产品编码|"
	    "产品编号|型号"),
	FIELD(offer, description, .label = "Description",
	    .label_zh = "描述", .width = 26,
	    .example = "LED bulb 9 W, E27",
	    .help = N_("what is offered, in words"),
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_EITHER,
	    .also = "product description|item description|goods|产品描述|品名|"
	    "产品名称|规格"),
	FIELD(offer, unit, .label = "Unit", .label_zh = "单位",
	    .example = "H87",
	    .help = N_("unit of quantity and price"), .codes = &unit_codes,
	    .flags = F_LIST | F_MINOR | F_NAMED, .also = "uom|计量单位"),
	FIELD(offer, currency, .label = "Currency", .label_zh = "币种",
	    .example = "CNY",
	    .help = N_("of the prices; the home currency when left out"),
	    .codes = &currency_codes, .flags = F_REQUIRED | F_LIST,
	    .also = "cur|ccy|price currency|货币|报价币种"),
	FIELD(offer, vat_included, .label = "VAT included",
	    .label_zh = "含税", .help = N_("yes: the prices include VAT"),
	    .example = "yes",
	    .also = "incl vat|incl. vat|tax included|vat incl|是否含税|含税价"),
	FIELD(offer, vat_rate, .label = "VAT rate", .label_zh = "增值税率",
	    .example = "13%",
	    .help = N_("percent of VAT, in the prices or on top of them"),
	    .flags = F_PERCENT, .also = "vat|vat %|tax rate|税率|增值税"),
	FIELD(offer, refund_rate, .label = "Refund rate",
	    .label_zh = "退税率", .example = "13%",
	    .help = N_("percent paid back on export"), .flags = F_PERCENT,
	    .also = "tax refund rate|rebate rate|vat refund|出口退税率|退税"),
	FIELD(offer, freight, .label = "Freight", .label_zh = "运费",
	    .currency = "currency",
	    .help = N_("to us or to the port, once for the whole quantity"),
	    .flags = F_MONEY, .also = "freight cost|delivery cost|运输费|内陆运费"),
	FIELD(offer, incoterm, .label = "Incoterm", .label_zh = "贸易术语",
	    .example = "EXW",
	    .help = N_("term of delivery (Incoterms 2020)"),
	    .codes = &incoterm_codes,
	    .also = "incoterms|trade term|delivery term|价格条款|成交方式"),
	FIELD(offer, place, .label = "Place", .label_zh = "地点",
	    .example = "Ningbo", .help = N_("named place of the Incoterm"),
	    .also = "port|named place|港口|交货地点"),
	FIELD(offer, moq, .label = "MOQ", .label_zh = "起订量",
	    .example = "1000",
	    .help = N_("smallest quantity to order"), .flags = F_LIST | F_MINOR | F_COUNT,
	    .also = "minimum order|min order qty|min qty|最小起订量|起订"),
	FIELD(offer, lead_days, .label = "Lead days", .label_zh = "交期(天)",
	    .example = "25",
	    .help = N_("days from order to dispatch"),
	    .flags = F_LIST | F_MINOR,
	    .also = "lead time|lead time (days)|delivery days|交期|生产周期|交货期"),
	FIELD(offer, valid_until, .label = "Valid until",
	    .label_zh = "有效期至", .example = "2026-12-31",
	    .help = N_("its last day"), .flags = F_LIST,
	    .also = "valid|validity|valid to|valid till|expires|expiry|expiry date|"
	    "有效期|报价有效期|截止日期"),
	FIELD(offer, reference, .label = "Reference", .label_zh = "对方编号",
	    .help = N_("their number"), .flags = F_CODE | F_SEARCH,
	    .also = "ref|their reference|supplier reference|quotation no|"
	    "quote no|参考号|供应商单号|报价单号"),
	FIELD(offer, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE,
	    .also = "note|remark|remarks|comment|comments|说明"),
	FIELD(offer, archived, .label = "Archived", .label_zh = "已归档",
	    .help = N_("yes: out of use, hidden from lists"),
	    .flags = F_ARCHIVED, .also = "归档|停用"),
};

static void
offer_complete(void *record, const struct defaults *d)
{
	struct offer *o = record;

	if (date_is_none(o->date) && !date_is_none(d->today))
		o->date = (struct date){ d->today.day, NO_MINUTE };
	if (o->currency == NULL)
		o->currency = d->currency;
}

static bool
is_percent(struct decimal d)
{
	return decimal_is_none(d) || d.micros <= 100 * (int64_t)DECIMAL_SCALE;
}

static enum status
offer_check(const void *record)
{
	const struct offer *o = record;

	if (!is_percent(o->vat_rate))
		return fail(E_INVALID, _("vat_rate: more than 100 %%"));
	if (!is_percent(o->refund_rate))
		return fail(E_INVALID, _("refund_rate: more than 100 %%"));
	if (!decimal_is_none(o->vat_rate) && !decimal_is_none(o->refund_rate) &&
	    o->refund_rate.micros > o->vat_rate.micros)
		return fail(E_INVALID,
		    _("refund_rate: more is paid back than was paid"));
	if (!date_is_none(o->valid_until) &&
	    o->valid_until.day < o->date.day)
		return fail(E_INVALID, _("valid_until: before the date of the "
		    "offer"));
	return OK;
}

static const char *const offer_matches[] = {
	"supplier,reference,product?,description?",
	"supplier,date,product,inquiry?", "supplier,date,description,inquiry?",
	"supplier,product,inquiry?", "supplier,description,inquiry?", NULL
};

static const struct field line_fields[] = {
	FIELD(offer_line, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(offer_line, offer, .label = "Offer", .label_zh = "报价号",
	    .help = N_("the offer it belongs to"), .ref = &offer_entity,
	    .flags = F_PARENT | F_REQUIRED),
	FIELD(offer_line, line, .label = "Line", .label_zh = "行号",
	    .example = "1",
	    .help = N_("number of the line; counted when left out"),
	    .flags = F_KEY | F_LIST, .also = "line no|行"),
	FIELD(offer_line, quantity, .label = "From quantity",
	    .label_zh = "起始数量", .example = "1000",
	    .help = N_("from how many on; 1 when left out"),
	    .flags = F_REQUIRED | F_LIST | F_TITLE | F_COUNT,
	    .also = "quantity|qty|from|qty from|break|数量|阶梯数量"),
	FIELD(offer_line, price, .label = "Price", .label_zh = "单价",
	    .example = "0.62",
	    .currency = "currency",
	    .help = N_("price of one unit, from that quantity on"),
	    .flags = F_REQUIRED | F_LIST | F_MONEY,
	    .also = "unit price|offer price|报价|阶梯价"),
};

static void
line_complete(void *record, const struct defaults *d)
{
	struct offer_line *l = record;

	(void)d;
	if (decimal_is_none(l->quantity))
		l->quantity.micros = DECIMAL_SCALE;
}

static enum status
line_check(const void *record)
{
	const struct offer_line *l = record;

	if (l->quantity.micros <= 0)
		return fail(E_INVALID, _("quantity: more than 0"));
	if (l->price.micros <= 0)
		return fail(E_INVALID, _("price: more than 0"));
	return OK;
}

static const char *const line_matches[] = {
	"offer,line", "offer,quantity", NULL
};

const struct entity offer_line_entity = {
	.name = N_("price"), .plural = N_("prices"),
	.label = "Offer prices", .label_zh = "阶梯价格",
	.table = "offer_line", .prefix = "",
	.fields = line_fields, .nfields = COUNT(line_fields),
	.size = sizeof(struct offer_line),
	.matches = line_matches,
	.spread = "price", .spread_by = "quantity",
	.complete = line_complete, .check = line_check,
};

static const struct entity *const offer_parts[] = {
	&offer_line_entity, NULL
};

const struct entity offer_entity = {
	.name = N_("offer"), .plural = N_("offers"),
	.label = "Offers", .label_zh = "供应商报价",
	.table = "offer", .series = "OFR-%Y",
	.fields = offer_fields, .nfields = COUNT(offer_fields),
	.size = sizeof(struct offer),
	.matches = offer_matches,
	.complete = offer_complete, .check = offer_check,
	.parts = offer_parts, .lines = &offer_line_entity, .needs_line = true,
};
