/*
 * What we buy and sell.
 */
#include "trade/product.h"

#include "trade/party.h"
#include "value/text.h"

static const struct field product_fields[] = {
	FIELD(product, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(product, code, .label = "SKU", .label_zh = "货号",
	    .help = N_("code of the product; made when left out"), .width = 10,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "code|id|product id|product code|item|item no|item code|"
	    "article|article no|model|编码|产品编码|产品编号|型号|物料编码|商品编码"),
	FIELD(product, name, .label = "Product", .label_zh = "品名",
	    .example = "LED bulb 9 W, E27",
	    .help = N_("name in English"), .width = 32,
	    .flags = F_REQUIRED | F_LIST | F_SEARCH | F_TITLE | F_WIDE,
	    .also = "name|product name|item name|description|english name|"
	    "desc en|名称|产品名称|英文品名|商品名称"),
	FIELD(product, name_local, .label = "Local name",
	    .label_zh = "中文品名", .width = 20,
	    .example = "LED球泡灯 9W E27",
	    .help = N_("name in Chinese or another script"),
	    .flags = F_LIST | F_SEARCH | F_WIDE,
	    .also = "chinese name|name zh|name cn|desc zh|中文名称|中文名|本地名称"),
	FIELD(product, hs_code, .label = "HS code", .label_zh = "HS编码",
	    .example = "8539520000",
	    .help = N_("customs tariff code, as text"),
	    .normalize = hs_code_normalize, .flags = F_CODE | F_SEARCH,
	    .also = "hs|hscode|tariff code|customs code|海关编码|税则号|商品编号"),
	FIELD(product, origin, .label = "Origin", .label_zh = "原产国",
	    .example = "CN",
	    .help = N_("country of origin"), .codes = &country_codes,
	    .also = "country of origin|made in|原产地|产地"),
	FIELD(product, unit, .label = "Unit", .label_zh = "单位",
	    .example = "H87",
	    .help = N_("unit: pcs, set, 件, 箱 or a UN/ECE code"),
	    .codes = &unit_codes, .flags = F_LIST | F_NAMED,
	    .also = "uom|unit of measure|计量单位"),
	FIELD(product, moq, .label = "MOQ", .label_zh = "起订量",
	    .example = "1000",
	    .help = N_("smallest quantity to order"), .flags = F_LIST | F_COUNT,
	    .also = "minimum order|min order qty|min qty|最小起订量|起订"),
	FIELD(product, price, .label = "Price", .label_zh = "单价",
	    .example = "0.85",
	    .currency = "currency",
	    .help = N_("selling price of one unit"), .flags = F_LIST | F_MONEY,
	    .also = "unit price|sales price|selling price|list price|售价|销售价|"
	    "报价"),
	FIELD(product, currency, .label = "Currency", .label_zh = "币种",
	    .example = "USD",
	    .help = N_("of the price; the home currency when left out"),
	    .codes = &currency_codes, .flags = F_LIST,
	    .also = "cur|ccy|price currency|货币|售价币种"),
	FIELD(product, supplier, .label = "Supplier", .label_zh = "供应商",
	    .help = N_("who makes it: code or name of a supplier"),
	    .ref = &supplier_entity, .flags = F_LIST,
	    .also = "supplier id|supplier code|vendor|vendor id|factory|"
	    "供应商编码|厂家|工厂|供应商编号"),
	FIELD(product, purchase_price, .label = "Purchase price",
	    .label_zh = "采购价", .flags = F_MONEY,
	    .example = "4.20",
	    .currency = "purchase_currency",
	    .help = N_("what one unit costs us, VAT included"),
	    .also = "cost|cost price|buying price|进价|成本|成本价|含税采购价"),
	FIELD(product, purchase_currency, .label = "Purchase currency",
	    .label_zh = "采购币种", .codes = &currency_codes,
	    .example = "CNY",
	    .help = N_("of the purchase price; the home currency when left "
	    "out"), .also = "cost currency|成本币种"),
	FIELD(product, lead_days, .label = "Lead days", .label_zh = "交期(天)",
	    .example = "25",
	    .help = N_("days from order to dispatch"),
	    .also = "lead time|lead time (days)|delivery days|交期|生产周期|交货期"),
	FIELD(product, pieces_per_carton, .label = "Pieces per carton",
	    .example = "100",
	    .label_zh = "装箱数", .help = N_("pieces in one carton"),
	    .also = "pcs/ctn|pcs per carton|qty/ctn|qty per carton|packing qty|"
	    "每箱数量|外箱装量|箱装数", .flags = F_COUNT),
	FIELD(product, carton_length, .label = "Carton length",
	    .example = "62",
	    .label_zh = "箱长", .help = N_("cm"),
	    .also = "carton length (cm)|length|ctn l|外箱长"),
	FIELD(product, carton_width, .label = "Carton width",
	    .example = "32",
	    .label_zh = "箱宽", .help = N_("cm"),
	    .also = "carton width (cm)|width|ctn w|外箱宽"),
	FIELD(product, carton_height, .label = "Carton height",
	    .example = "26",
	    .label_zh = "箱高", .help = N_("cm"),
	    .also = "carton height (cm)|height|ctn h|外箱高"),
	FIELD(product, gross_weight, .label = "Gross weight",
	    .example = "7.5",
	    .label_zh = "毛重", .help = N_("kg of a full carton"),
	    .also = "gw|g.w.|gross weight (kg)|gw kg|毛重(kg)|毛重kg"),
	FIELD(product, net_weight, .label = "Net weight", .label_zh = "净重",
	    .example = "6.8",
	    .help = N_("kg of the goods in a carton"),
	    .also = "nw|n.w.|net weight (kg)|nw kg|weight (kg)|weight kg|"
	    "净重(kg)|净重kg"),
	FIELD(product, vat_rate, .label = "VAT rate", .label_zh = "增值税率",
	    .example = "13%",
	    .help = N_("percent in the purchase price"), .flags = F_PERCENT,
	    .also = "vat|vat %|tax rate|税率|增值税"),
	FIELD(product, refund_rate, .label = "Refund rate",
	    .example = "13%",
	    .label_zh = "退税率", .help = N_("percent paid back on export"),
	    .flags = F_PERCENT,
	    .also = "tax refund rate|rebate rate|vat refund|出口退税率|退税"),
	FIELD(product, tags, .label = "Tags", .label_zh = "标签",
	    .example = "lamps,LED",
	    .help = N_("words to group by, separated by commas"),
	    .normalize = tags_normalize, .flags = F_SEARCH | F_WIDE,
	    .also = "tag|group|category|分类|类别|品类"),
	FIELD(product, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE,
	    .also = "note|remark|remarks|comment|comments|说明"),
	FIELD(product, archived, .label = "Archived", .label_zh = "已归档",
	    .help = N_("yes: out of use, hidden from lists"),
	    .flags = F_ARCHIVED, .also = "归档|停用"),
};

static bool
is_percent(struct decimal d)
{
	return decimal_is_none(d) || d.micros <= 100 * (int64_t)DECIMAL_SCALE;
}

static void
product_complete(void *record, const struct defaults *d)
{
	struct product *p = record;

	if (!decimal_is_none(p->price) && p->currency == NULL)
		p->currency = d->currency;
	if (!decimal_is_none(p->purchase_price) && p->purchase_currency == NULL)
		p->purchase_currency = d->currency;
}

static enum status
product_check(const void *record)
{
	const struct product *p = record;

	if (!is_percent(p->vat_rate))
		return fail(E_INVALID, _("vat_rate: more than 100 %%"));
	if (!is_percent(p->refund_rate))
		return fail(E_INVALID, _("refund_rate: more than 100 %%"));
	if (!decimal_is_none(p->gross_weight) &&
	    !decimal_is_none(p->net_weight) &&
	    p->net_weight.micros > p->gross_weight.micros)
		return fail(E_INVALID,
		    _("net_weight: more than the gross weight"));
	return OK;
}

static const char *const product_matches[] = { "name", NULL };

const struct entity product_entity = {
	.name = N_("product"), .plural = N_("products"),
	.label = "Products", .label_zh = "产品",
	.table = "product", .series = "PRD",
	.fields = product_fields, .nfields = COUNT(product_fields),
	.size = sizeof(struct product),
	.matches = product_matches,
	.complete = product_complete, .check = product_check,
};
