/*
 * Documents that were issued.
 */
#include "trade/issued.h"

#include "trade/order.h"
#include "trade/purchase.h"
#include "trade/quote.h"
#include "trade/shipment.h"

static const struct code kind_list[] = {	/* sorted by code */
	{ "contract", "Sales contract", "销售合同", "sales contract|sc|合同", 0 },
	{ "invoice", "Commercial invoice", "商业发票",
	    "commercial invoice|ci|发票", 0 },
	{ "packing-list", "Packing list", "装箱单", "packing list|pl|packing",
	    0 },
	{ "proforma", "Proforma invoice", "形式发票", "proforma invoice|pi", 0 },
	{ "purchase", "Purchase order", "采购合同",
	    "purchase order|po|采购单|采购订单", 0 },
	{ "quotation", "Quotation", "报价单", "quote|quotation sheet|报价", 0 },
	{ "shipping-advice", "Shipping advice", "装运通知",
	    "shipping advice|advice|sa|shipment advice", 0 },
};
const struct codes document_kind_codes = {
	N_("document"), kind_list, COUNT(kind_list)
};

static const struct code tongue_list[] = {	/* sorted by code */
	{ "both", "English and Chinese", "中英文", "bilingual|中英对照|双语", 0 },
	{ "en", "English", "英文", "english|英语", 0 },
	{ "zh", "Chinese", "中文", "zh_cn|chinese|汉语", 0 },
};
const struct codes tongue_codes = {
	N_("language"), tongue_list, COUNT(tongue_list)
};

static const struct code state_list[] = {	/* sorted by code */
	{ "issued", "Issued", "已出具", "", 0 },
	{ "replaced", "Replaced", "已被替代", "", 0 },
};
static const struct codes document_state_codes = {
	N_("state"), state_list, COUNT(state_list)
};

static const struct state document_states[] = {
	{ N_("issued"), "replaced", NULL, STATE_ISSUED },
	{ N_("replaced"), "", NULL, STATE_ISSUED | STATE_OVER },
	{ 0 }
};

static const struct field document_fields[] = {
	FIELD(issued, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(issued, number, .label = "Document", .label_zh = "单证号",
	    .help = N_("its number"), .width = 16,
	    .flags = F_KEY | F_REQUIRED | F_LIST | F_SEARCH,
	    .also = "number|document no|document number|单据号|编号"),
	FIELD(issued, kind, .label = "Kind", .label_zh = "单证种类",
	    .help = N_("what it is: quotation, contract, invoice and so on"),
	    .codes = &document_kind_codes,
	    .flags = F_REQUIRED | F_LIST | F_TITLE | F_NAMED | F_SEARCH,
	    .also = "document kind|document type|种类|类型"),
	FIELD(issued, orders, .label = "Orders", .label_zh = "所属订单",
	    .help = N_("the orders it speaks of"), .flags = F_LIST,
	    .width = 13),
	FIELD(issued, party, .label = "For", .label_zh = "对方",
	    .help = N_("the buyer or supplier it is for"),
	    .flags = F_LIST | F_WIDE, .width = 12),
	FIELD(issued, currency, .label = "Cur.", .label_zh = "币种",
	    .help = N_("of the amount"), .codes = &currency_codes,
	    .flags = F_LIST),
	FIELD(issued, amount, .label = "Amount", .label_zh = "金额",
	    .help = N_("what it comes to"), .flags = F_LIST | F_MONEY),
	FIELD(issued, date, .label = "Date", .label_zh = "日期",
	    .help = N_("the date that stands on it"),
	    .flags = F_REQUIRED | F_LIST | F_MINOR, .also = "document date|出具日期"),
	FIELD(issued, quote, .label = "Quote", .label_zh = "报价单号",
	    .help = N_("the quote it was made from"), .ref = &quote_entity,
	    .flags = F_LIST | F_MINOR),
	FIELD(issued, sales_order, .label = "Order", .label_zh = "订单号",
	    .help = N_("the order it was made from"), .ref = &order_entity,
	    .flags = F_LIST | F_MINOR),
	FIELD(issued, purchase, .label = "Purchase", .label_zh = "采购单号",
	    .help = N_("the purchase it was made from"),
	    .ref = &purchase_entity, .flags = F_LIST | F_MINOR),
	FIELD(issued, shipment, .label = "Shipment", .label_zh = "出运单号",
	    .help = N_("the shipment it was made from"),
	    .ref = &shipment_entity, .flags = F_LIST | F_MINOR),
	FIELD(issued, language, .label = "Language", .label_zh = "语言",
	    .help = N_("language it was made in: en, zh or both"),
	    .codes = &tongue_codes, .flags = F_REQUIRED | F_NAMED),
	FIELD(issued, state, .label = "State", .label_zh = "状态",
	    .help = N_("issued or replaced"), .codes = &document_state_codes,
	    .flags = F_STATE | F_LIST | F_NAMED | F_MINOR,
	    .also = "status"),
	FIELD(issued, replaces, .label = "Replaces", .label_zh = "替代",
	    .help = N_("the document it corrects"), .ref = &document_entity,
	    .flags = F_LIST | F_MINOR),
	FIELD(issued, content, .label = "Content", .label_zh = "内容",
	    .help = N_("what stands in it"),
	    .flags = F_REQUIRED | F_WIDE | F_FIXED),
};

const struct entity document_entity = {
	.name = N_("doc"), .plural = N_("documents"),
	.label = "Documents", .label_zh = "单证",
	.table = "document",
	.fields = document_fields, .nfields = COUNT(document_fields),
	.size = sizeof(struct issued), .states = document_states,
};
