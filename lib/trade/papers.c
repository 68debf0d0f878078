/*
 * The papers of a deal, each a table.  What stands in them is filled in by the
 * names of its values; nothing here is done, all is told.
 */
#include "trade/papers.h"

#include <string.h>

#define END_OF_ITEMS	{ NULL, { NULL, NULL }, 0 }
#define END_OF_COLUMNS	{ NULL, { NULL, NULL }, 0, 0, NULL, NULL }
#define BLOCKS(blocks)	blocks, COUNT(blocks)

enum {
	RIGHT	= ITEM_RIGHT,
	HALF	= ITEM_HALF,
	PAIR	= ITEM_RIGHT | ITEM_HALF,
	MUST	= ITEM_MUST,
	FIRST	= ITEM_RIGHT | ITEM_HALF | ITEM_FIRST,
	STRONG	= ITEM_STRONG,
	KG	= ITEM_KG,
	M3	= ITEM_M3,
};

/* ---- what several of them have ------------------------------------------- */

static const struct form_item goods_details[] = {
	{ "specification", { "", "" }, 0 },
	{ "hs_code", { "HS code", "HS编码" }, 0 },
	{ "line_origin", { "Origin", "原产国" }, 0 },
	END_OF_ITEMS
};

/* Goods with their prices. */
static const struct form_column priced_columns[] = {
	{ "line", { "No.", "序号" }, 0, COLUMN_CENTER, NULL, NULL },
	{ "code", { "Item no.", "货号" }, 0, 0, NULL, NULL },
	{ "description", { "Description of goods", "货物名称及规格" }, 10, COLUMN_MUST, NULL,
	    goods_details },
	{ "delivery", { "Delivery", "交货日期" }, 0, 0, NULL, NULL },
	{ "quantity", { "Quantity", "数量" }, 0, COLUMN_MUST | COLUMN_SUM, "unit", NULL },
	{ "unit", { "Unit", "单位" }, 0, COLUMN_CENTER, NULL, NULL },
	{ "price", { "Unit price ({currency})", "单价({currency})" }, 0, COLUMN_MUST, NULL, NULL },
	{ "line_discount", { "Disc. %", "折扣%" }, 0, 0, NULL, NULL },
	{ "amount", { "Amount ({currency})", "金额({currency})" }, 0, COLUMN_MUST | COLUMN_SUM,
	    NULL, NULL },
	END_OF_COLUMNS
};

/* Below them, when something is added or taken off. */
static const struct form_item charge_items[] = {
	{ "discount", { "Discount", "折扣" }, 0 },
	{ "freight", { "Freight", "运费" }, 0 },
	{ "insurance_charge", { "Insurance", "保险费" }, 0 },
	{ "charges", { "Other charges", "其他费用" }, 0 },
	{ "total", { "Total {price_basis} {currency}", "合计 {price_basis} {currency}" }, STRONG },
	END_OF_ITEMS
};

static const struct form_item words_items[] = {
	{ "amount_words", { "Total amount in words", "大写金额" }, 0 },
	END_OF_ITEMS
};


static const struct form_item bank_items[] = {
	{ "bank_beneficiary", { "Beneficiary", "收款人" }, 0 },
	{ "bank_account", { "Account no.", "账号" }, 0 },
	{ "bank_name", { "Bank", "开户银行" }, 0 },
	{ "bank_address", { "Bank address", "银行地址" }, 0 },
	{ "bank_swift", { "SWIFT / BIC", "SWIFT / BIC" }, 0 },
	{ "bank_intermediary", { "Intermediary bank", "中间行" }, 0 },
	END_OF_ITEMS
};

static const struct form_item note_items[] = {
	{ "notes", { "Notes", "备注" }, 0 },
	END_OF_ITEMS
};

static const struct form_item packing_items[] = {
	{ "packages", { "Packages", "件数" }, 0 },
	{ "gross_weight", { "Gross weight", "毛重" }, KG },
	{ "net_weight", { "Net weight", "净重" }, KG },
	{ "volume", { "Measurement", "体积" }, M3 },
	{ "marks", { "Shipping marks", "唛头" }, 0 },
	END_OF_ITEMS
};

static const struct form_item seller_signs[] = {
	{ "seller_name", { "For and on behalf of", "代表" }, 0 },
	END_OF_ITEMS
};

static const struct form_item both_sign[] = {
	{ "buyer_name", { "The Buyer", "买方" }, 0 },
	{ "seller_name", { "The Seller", "卖方" }, 0 },
	END_OF_ITEMS
};

#define SIGNATURE	{ "Authorised signature and stamp", "授权签字及盖章" }
#define LINES_BLOCK	\
	{ .kind = BLOCK_LINES, .columns = priced_columns,		\
	    .title = { "Total {price_basis} {currency}", "合计 {price_basis} {currency}" },	\
	    .subtitle = { "Subtotal", "小计" } },				\
	{ .kind = BLOCK_TOTALS, .flags = BLOCK_SEVERAL,			\
	    .items = charge_items },					\
	{ .kind = BLOCK_TOTALS, .items = words_items }
#define BANK_BLOCK	\
	{ .kind = BLOCK_FACTS, .title = { "Bank details", "银行资料" }, .items = bank_items }
#define NOTES_BLOCK	\
	{ .kind = BLOCK_CLAUSES, .title = { "Notes", "备注" }, .items = note_items }
#define SELLER_SIGNS	\
	{ .kind = BLOCK_SIGN, .title = SIGNATURE, .items = seller_signs }

/* ---- quotation ----------------------------------------------------------- */

static const struct form_item quotation_grid[] = {
	{ "seller", { "Seller", "卖方" }, MUST },
	{ "buyer", { "To", "致" }, MUST },
	{ "number", { "Quotation no.", "报价单号" }, PAIR | MUST | STRONG },
	{ "date", { "Date", "日期" }, PAIR | MUST },
	{ "inquiry_number", { "Your inquiry", "询盘号" }, PAIR },
	{ "replaces", { "Replaces", "替代" }, PAIR },
	{ "valid_until", { "Valid until", "有效期至" }, PAIR | STRONG },
	{ "lead_time", { "Lead time", "交货期" }, PAIR },
	{ "incoterm", { "Terms of delivery", "贸易术语" }, RIGHT },
	{ "payment_terms", { "Terms of payment", "付款条件" }, RIGHT },
	{ "port_loading", { "Port of loading", "装运港" }, PAIR },
	{ "port_discharge", { "Port of discharge", "目的港" }, PAIR },
	{ "packing", { "Packing", "包装" }, RIGHT },
	END_OF_ITEMS
};

static const struct form_item quotation_clauses[] = {
	{ NULL, { "Prices are in {currency}, {incoterm}, and hold until {valid_until}; after that "
	    "they are subject to our confirmation.", "以上价格以{currency}计，{incoterm}，有效期至"
	    "{valid_until}；逾期须经我方确认。" }, 0 },
	{ NULL, { "This quotation becomes binding with our written confirmation of your order.",
	    "本报价经我方书面确认贵方订单后生效。" }, 0 },
	END_OF_ITEMS
};

static const struct form_block quotation_blocks[] = {
	{ .kind = BLOCK_GRID, .items = quotation_grid },
	LINES_BLOCK,
	NOTES_BLOCK,
	{ .kind = BLOCK_CLAUSES, .flags = BLOCK_NUMBERED, .title = { "Conditions", "条款" },
	    .items = quotation_clauses },
	SELLER_SIGNS,
};

const struct form quotation_form = {
	"quotation", { "QUOTATION", "报价单" }, BLOCKS(quotation_blocks)
};

/* ---- proforma invoice ---------------------------------------------------- */

static const struct form_item proforma_grid[] = {
	{ "seller", { "Exporter / Seller", "出口商 / 卖方" }, MUST },
	{ "buyer", { "Buyer", "买方" }, MUST },
	{ "consignee", { "Consignee", "收货人" }, 0 },
	{ "number", { "Proforma invoice no.", "形式发票号" }, PAIR | MUST | STRONG },
	{ "date", { "Date", "日期" }, PAIR | MUST },
	{ "contract_number", { "Contract no.", "合同号" }, PAIR },
	{ "order_number", { "Your order no.", "客户订单号" }, PAIR },
	{ "quote_number", { "Quotation no.", "报价单号" }, PAIR },
	{ "replaces", { "Replaces", "替代" }, PAIR },
	{ "lc_number", { "L/C no.", "信用证号" }, PAIR },
	{ "valid_until", { "Valid until", "有效期至" }, PAIR },
	{ "lead_time", { "Lead time", "交货期" }, PAIR },
	{ "incoterm", { "Terms of delivery", "贸易术语" }, RIGHT | MUST },
	{ "payment_terms", { "Terms of payment", "付款条件" }, RIGHT | MUST },
	END_OF_ITEMS
};

static const struct form_item route_grid[] = {
	{ "port_loading", { "Port of loading", "装运港" }, HALF },
	{ "port_discharge", { "Port of discharge", "卸货港" }, HALF },
	{ "destination", { "Final destination", "最终目的地" }, HALF },
	{ "latest_shipment", { "Latest shipment", "最迟装运日" }, HALF },
	{ "origin", { "Country of origin", "原产国" }, PAIR },
	{ "destination_country", { "Country of destination", "目的国" }, PAIR },
	{ "partial_shipment", { "Partial shipment", "分批装运" }, PAIR },
	{ "transhipment", { "Transhipment", "转运" }, PAIR },
	{ "packing", { "Packing", "包装" }, RIGHT },
	END_OF_ITEMS
};

static const struct form_item proforma_clauses[] = {
	{ NULL, { "This proforma invoice serves for opening the letter of credit or for advance "
	    "payment. It is no demand for payment and no tax document.",
	    "本形式发票仅供开立信用证或预付货款之用，不作为付款要求，亦非税务凭证。" }, 0 },
	END_OF_ITEMS
};

static const struct form_block proforma_blocks[] = {
	{ .kind = BLOCK_GRID, .items = proforma_grid },
	{ .kind = BLOCK_GRID, .items = route_grid },
	LINES_BLOCK,
	BANK_BLOCK,
	NOTES_BLOCK,
	{ .kind = BLOCK_CLAUSES, .items = proforma_clauses },
	SELLER_SIGNS,
};

const struct form proforma_form = {
	"proforma", { "PROFORMA INVOICE", "形式发票" }, BLOCKS(proforma_blocks)
};

/* ---- sales contract ------------------------------------------------------ */

static const struct form_item contract_grid[] = {
	{ "seller", { "The Seller", "卖方" }, MUST },
	{ "buyer", { "The Buyer", "买方" }, MUST },
	{ "number", { "Contract no.", "合同号" }, PAIR | MUST | STRONG },
	{ "date", { "Date", "日期" }, PAIR | MUST },
	{ "quote_number", { "Quotation no.", "报价单号" }, PAIR },
	{ "order_number", { "Buyer's order no.", "客户订单号" }, PAIR },
	{ "replaces", { "Replaces", "替代" }, RIGHT },
	{ "incoterm", { "Terms of delivery", "贸易术语" }, RIGHT | MUST },
	{ "payment_terms", { "Terms of payment", "付款条件" }, RIGHT | MUST },
	END_OF_ITEMS
};

static const struct form_item contract_opening[] = {
	{ NULL, { "The Seller agrees to sell and the Buyer agrees to buy the goods below on the "
	    "following terms and conditions.", "买卖双方同意按下列条款成交下述货物。" }, 0 },
	END_OF_ITEMS
};

static const struct form_item contract_clauses[] = {
	{ NULL, { "Packing: {packing}", "包装：{packing}" }, 0 },
	{ NULL, { "Shipment: from {port_loading} to {port_discharge}, not later than "
	    "{latest_shipment}.", "装运：由{port_loading}运往{port_discharge}，最迟于"
	    "{latest_shipment}装运。" }, 0 },
	{ NULL, { "Partial shipment: {partial_shipment}. Transhipment: {transhipment}.",
	    "分批装运：{partial_shipment}。转运：{transhipment}。" }, 0 },
	{ NULL, { "Payment: {payment_terms}", "付款：{payment_terms}" }, 0 },
	{ NULL, { "Insurance: {insurance}", "保险：{insurance}" }, 0 },
	{ NULL, { "Shipping marks: {marks}", "唛头：{marks}" }, 0 },
	{ NULL, { "Inspection: the inspection before shipment is the basis of delivery. The "
	    "Buyer may "
	    "have the goods inspected again at the port of destination. Claims for quality must be "
	    "lodged within 30 days, claims for quantity within 15 days after the arrival of "
	    "the goods, "
	    "with the report of a recognised surveyor.",
	    "检验：以装运前检验作为交货依据。货到目的港后买方有权复验。品质异议须于货到之日起30天内、"
	    "数量异议须于货到之日起15天内提出，并附公认检验机构的检验报告。" }, 0 },
	{ NULL, { "Force majeure: neither party is liable for failure or delay caused by events "
	    "beyond its control. The party affected informs the other without delay and sends a "
	    "certificate of the competent authority within 15 days.",
	    "不可抗力：因不可抗力不能履行或延迟履行合同的一方不承担责任，但应立即通知对方，"
	    "并在15天内提交主管机构出具的证明。" }, 0 },
	{ NULL, { "Arbitration: disputes arising from this contract that cannot be settled "
	    "amicably "
	    "are submitted to the China International Economic and Trade Arbitration Commission "
	    "(CIETAC) under its rules in force at the time. The award is final and binding.",
	    "仲裁：因本合同产生的争议，双方应友好协商解决；协商不成的，提交中国国际经济贸易仲裁委员会，"
	    "按照申请仲裁时该会现行有效的仲裁规则进行仲裁。仲裁裁决是终局的，对双方均有约束力。" }, 0 },
	{ NULL, { "This contract is made in two originals, one for each party, and takes "
	    "effect with "
	    "the signatures of both.", "本合同一式两份，双方各执一份，自双方签字之日起生效。" }, 0 },
	END_OF_ITEMS
};

static const struct form_block contract_blocks[] = {
	{ .kind = BLOCK_GRID, .items = contract_grid },
	{ .kind = BLOCK_CLAUSES, .items = contract_opening },
	LINES_BLOCK,
	{ .kind = BLOCK_CLAUSES, .flags = BLOCK_NUMBERED, .title = { "Terms and conditions", "合"
	    "同条款" },
	    .items = contract_clauses },
	NOTES_BLOCK,
	BANK_BLOCK,
	{ .kind = BLOCK_SIGN, .title = SIGNATURE, .items = both_sign },
};

const struct form contract_form = {
	"contract", { "SALES CONTRACT", "销售合同" }, BLOCKS(contract_blocks)
};

/* ---- purchase order ------------------------------------------------------ */

static const struct form_item purchase_grid[] = {
	{ "buyer", { "Buyer", "买方 (需方)" }, MUST },
	{ "supplier", { "Supplier", "供应商 (供方)" }, MUST },
	{ "number", { "Purchase order no.", "采购单号" }, PAIR | MUST | STRONG },
	{ "date", { "Date", "日期" }, PAIR | MUST },
	{ "contract_number", { "For contract no.", "外销合同号" }, PAIR },
	{ "quote_number", { "Your offer", "供方报价" }, PAIR },
	{ "replaces", { "Replaces", "替代" }, RIGHT },
	{ "delivery_date", { "Delivery date", "交货日期" }, RIGHT | STRONG },
	{ "deliver_to", { "Deliver to", "交货地点" }, RIGHT },
	{ "payment_terms", { "Terms of payment", "付款方式" }, RIGHT },
	{ "tax", { "Tax", "税率及发票" }, RIGHT },
	END_OF_ITEMS
};

static const struct form_item purchase_clauses[] = {
	{ NULL, { "Packing: {packing}", "包装要求：{packing}" }, 0 },
	{ NULL, { "Shipping marks: {marks}", "唛头：{marks}" }, 0 },
	{ NULL, { "Quality: the goods correspond to the approved sample and the specification "
	    "above. "
	    "Goods that do not are replaced or taken back at the supplier's expense.",
	    "质量要求：货物须与确认样及上述规格一致；不符者由供方负责更换或退货，费用由供方承担。" }, 0 },
	{ NULL, { "Delivery: a delay is reported at least seven days before the delivery date.",
	    "交货：如不能按期交货，供方须至少提前7天书面通知需方。" }, 0 },
	{ NULL, { "Invoice: a special VAT invoice in accordance with the goods delivered is "
	    "issued on "
	    "delivery.", "发票：供方交货时应按实际交货开具增值税专用发票，品名、数量、单位须与报关一致。" }, 0 },
	END_OF_ITEMS
};

static const struct form_item purchase_signs[] = {
	{ "supplier_name", { "The Supplier", "供方" }, 0 },
	{ "buyer_name", { "The Buyer", "需方" }, 0 },
	END_OF_ITEMS
};

static const struct form_block purchase_blocks[] = {
	{ .kind = BLOCK_GRID, .items = purchase_grid },
	LINES_BLOCK,
	{ .kind = BLOCK_CLAUSES, .flags = BLOCK_NUMBERED, .title = { "Terms and conditions", "条款" },
	    .items = purchase_clauses },
	NOTES_BLOCK,
	{ .kind = BLOCK_SIGN, .title = SIGNATURE, .items = purchase_signs },
};

const struct form purchase_form = {
	"purchase", { "PURCHASE ORDER", "采购合同" }, BLOCKS(purchase_blocks)
};

/* ---- commercial invoice -------------------------------------------------- */

static const struct form_item invoice_grid[] = {
	{ "seller", { "Exporter / Seller", "出口商 / 卖方" }, MUST },
	{ "consignee", { "Consignee", "收货人" }, 0 },
	{ "notify", { "Notify party", "通知人" }, 0 },
	{ "number", { "Invoice no.", "发票号" }, PAIR | MUST | STRONG },
	{ "date", { "Date", "日期" }, PAIR | MUST },
	{ "contract_number", { "Contract no.", "合同号" }, PAIR },
	{ "contract_date", { "Contract date", "合同日期" }, PAIR },
	{ "order_number", { "Buyer's order no.", "客户订单号" }, PAIR },
	{ "replaces", { "Replaces", "替代" }, PAIR },
	{ "lc_number", { "L/C no.", "信用证号" }, FIRST },
	{ "lc_date", { "L/C date", "开证日期" }, PAIR },
	{ "lc_bank", { "Issuing bank", "开证行" }, RIGHT },
	{ "buyer", { "Buyer", "买方" }, RIGHT | MUST },
	END_OF_ITEMS
};

static const struct form_item transport_grid[] = {
	{ "vessel", { "Vessel / flight", "船名 / 航班" }, HALF },
	{ "bl_number", { "B/L no.", "提单号" }, HALF },
	{ "port_loading", { "Port of loading", "装运港" }, HALF },
	{ "port_discharge", { "Port of discharge", "卸货港" }, HALF },
	{ "destination", { "Final destination", "最终目的地" }, HALF },
	{ "etd", { "Sailing on or about", "开航日期" }, HALF },
	{ "origin", { "Country of origin", "原产国" }, PAIR | MUST },
	{ "destination_country", { "Country of destination", "目的国" }, PAIR },
	{ "incoterm", { "Terms of delivery", "贸易术语" }, RIGHT | MUST },
	{ "payment_terms", { "Terms of payment", "付款条件" }, RIGHT },
	END_OF_ITEMS
};

static const struct form_item invoice_clauses[] = {
	{ NULL, { "We hereby certify that this invoice is true and correct, that it shows the "
	    "actual price of the goods described, and that their country of origin is "
	    "{origin}.",
	    "兹证明本发票内容真实无误，所列价格为货物实际成交价格，货物原产地为{origin}。" }, 0 },
	END_OF_ITEMS
};

static const struct form_block invoice_blocks[] = {
	{ .kind = BLOCK_GRID, .items = invoice_grid },
	{ .kind = BLOCK_GRID, .items = transport_grid },
	LINES_BLOCK,
	{ .kind = BLOCK_FACTS, .title = { "Packing", "包装" },
	    .items = packing_items },
	BANK_BLOCK,
	NOTES_BLOCK,
	{ .kind = BLOCK_CLAUSES, .items = invoice_clauses },
	SELLER_SIGNS,
};

const struct form invoice_form = {
	"invoice", { "COMMERCIAL INVOICE", "商业发票" }, BLOCKS(invoice_blocks)
};

/* ---- packing list -------------------------------------------------------- */

static const struct form_item packing_grid[] = {
	{ "seller", { "Exporter / Seller", "出口商 / 卖方" }, MUST },
	{ "consignee", { "Consignee", "收货人" }, 0 },
	{ "notify", { "Notify party", "通知人" }, 0 },
	{ "number", { "Packing list no.", "装箱单号" }, PAIR | MUST | STRONG },
	{ "date", { "Date", "日期" }, PAIR | MUST },
	{ "invoice_number", { "Invoice no.", "发票号" }, PAIR },
	{ "invoice_date", { "Invoice date", "发票日期" }, PAIR },
	{ "contract_number", { "Contract no.", "合同号" }, PAIR },
	{ "order_number", { "Buyer's order no.", "客户订单号" }, PAIR },
	{ "lc_number", { "L/C no.", "信用证号" }, PAIR },
	{ "replaces", { "Replaces", "替代" }, PAIR },
	{ "buyer", { "Buyer", "买方" }, RIGHT | MUST },
	END_OF_ITEMS
};

static const struct form_item packing_transport[] = {
	{ "vessel", { "Vessel / flight", "船名 / 航班" }, HALF },
	{ "bl_number", { "B/L no.", "提单号" }, HALF },
	{ "port_loading", { "Port of loading", "装运港" }, HALF },
	{ "port_discharge", { "Port of discharge", "卸货港" }, HALF },
	{ "destination", { "Final destination", "最终目的地" }, HALF },
	{ "etd", { "Sailing on or about", "开航日期" }, HALF },
	{ "marks", { "Shipping marks", "唛头" }, RIGHT },
	{ "containers", { "Container / seal no.", "箱号 / 封号" }, RIGHT },
	END_OF_ITEMS
};

static const struct form_item packed_details[] = {
	{ "code", { "Item no.", "货号" }, 0 },
	{ "hs_code", { "HS code", "HS编码" }, 0 },
	END_OF_ITEMS
};

static const struct form_column packing_columns[] = {
	{ "carton_numbers", { "C/No.", "箱号" }, 0, COLUMN_MUST, NULL, NULL },
	{ "description", { "Description of goods", "货物名称及规格" }, 10, COLUMN_MUST, NULL,
	    packed_details },
	{ "cartons", { "Ctns", "箱数" }, 0, COLUMN_SUM, NULL, NULL },
	{ "per_carton", { "Per ctn", "每箱" }, 0, 0, NULL, NULL },
	{ "quantity", { "Quantity", "数量" }, 0, COLUMN_MUST | COLUMN_SUM, "unit", NULL },
	{ "unit", { "Unit", "单位" }, 0, COLUMN_CENTER, NULL, NULL },
	{ "net_weight", { "N.W. kg", "净重" }, 0, COLUMN_SUM, NULL, NULL },
	{ "gross_weight", { "G.W. kg", "毛重" }, 0, COLUMN_SUM, NULL, NULL },
	{ "measure", { "Size cm", "尺寸" }, 0, COLUMN_RIGHT, NULL, NULL },
	{ "volume", { "Vol. m³", "体积" }, 0, COLUMN_SUM, NULL, NULL },
	END_OF_COLUMNS
};

static const struct form_item packing_totals[] = {
	{ "packages_words", { "Total packages in words", "总件数 (大写)" }, 0 },
	END_OF_ITEMS
};

static const struct form_block packing_blocks[] = {
	{ .kind = BLOCK_GRID, .items = packing_grid },
	{ .kind = BLOCK_GRID, .items = packing_transport },
	{ .kind = BLOCK_LINES, .title = { "Total", "合计" }, .columns = packing_columns },
	{ .kind = BLOCK_TOTALS, .items = packing_totals },
	NOTES_BLOCK,
	SELLER_SIGNS,
};

const struct form packing_form = {
	"packing-list", { "PACKING LIST", "装箱单" }, BLOCKS(packing_blocks)
};

/* ---- shipping advice ----------------------------------------------------- */

static const struct form_item advice_grid[] = {
	{ "seller", { "Seller", "卖方" }, MUST },
	{ "buyer", { "To", "致" }, MUST },
	{ "number", { "Advice no.", "装运通知号" }, PAIR | MUST | STRONG },
	{ "date", { "Date", "日期" }, PAIR | MUST },
	{ "invoice_number", { "Invoice no.", "发票号" }, PAIR },
	{ "contract_number", { "Contract no.", "合同号" }, PAIR },
	{ "order_number", { "Your order no.", "客户订单号" }, PAIR },
	{ "lc_number", { "L/C no.", "信用证号" }, PAIR },
	{ "replaces", { "Replaces", "替代" }, RIGHT },
	END_OF_ITEMS
};

static const struct form_item advice_opening[] = {
	{ NULL, { "We are pleased to advise that the goods below have been shipped as follows.",
	    "兹通知贵方，下列货物已按以下详情装运。" }, 0 },
	END_OF_ITEMS
};

static const struct form_item advice_transport[] = {
	{ "vessel", { "Vessel / flight", "船名 / 航班" }, HALF | STRONG },
	{ "transport_mode", { "Mode of transport", "运输方式" }, HALF },
	{ "bl_number", { "B/L no.", "提单号" }, HALF | STRONG },
	{ "bl_date", { "B/L date", "提单日期" }, HALF },
	{ "containers", { "Container / seal no.", "箱号 / 封号" }, 0 },
	{ "port_loading", { "Port of loading", "装运港" }, PAIR },
	{ "etd", { "Departure", "开航日期" }, PAIR },
	{ "port_discharge", { "Port of discharge", "卸货港" }, PAIR },
	{ "eta", { "Estimated arrival", "预计到港" }, PAIR | STRONG },
	{ "destination", { "Final destination", "最终目的地" }, RIGHT },
	{ "forwarder", { "Forwarder", "货运代理" }, RIGHT },
	END_OF_ITEMS
};

static const struct form_column advice_columns[] = {
	{ "line", { "No.", "序号" }, 0, COLUMN_CENTER, NULL, NULL },
	{ "description", { "Description of goods", "货物名称及规格" }, 10, COLUMN_MUST, NULL, NULL },
	{ "quantity", { "Quantity", "数量" }, 0, COLUMN_MUST | COLUMN_SUM, "unit", NULL },
	{ "unit", { "Unit", "单位" }, 0, COLUMN_CENTER, NULL, NULL },
	{ "cartons", { "Packages", "件数" }, 0, COLUMN_SUM, NULL, NULL },
	{ "gross_weight", { "G.W. kg", "毛重" }, 0, COLUMN_SUM, NULL, NULL },
	{ "volume", { "Vol. m³", "体积" }, 0, COLUMN_SUM, NULL, NULL },
	END_OF_COLUMNS
};

static const struct form_item advice_facts[] = {
	{ "marks", { "Shipping marks", "唛头" }, 0 },
	{ "packages", { "Packages", "件数" }, 0 },
	{ "gross_weight", { "Gross weight", "毛重" }, KG },
	{ "net_weight", { "Net weight", "净重" }, KG },
	{ "volume", { "Measurement", "体积" }, M3 },
	{ "total", { "Invoice value ({currency})", "发票金额 ({currency})" }, 0 },
	END_OF_ITEMS
};

static const struct form_block advice_blocks[] = {
	{ .kind = BLOCK_GRID, .items = advice_grid },
	{ .kind = BLOCK_CLAUSES, .items = advice_opening },
	{ .kind = BLOCK_GRID, .items = advice_transport },
	{ .kind = BLOCK_LINES, .title = { "Total", "合计" }, .columns = advice_columns },
	{ .kind = BLOCK_FACTS, .title = { "Shipment", "货物合计" },
	    .items = advice_facts },
	NOTES_BLOCK,
	SELLER_SIGNS,
};

const struct form advice_form = {
	"shipping-advice", { "SHIPPING ADVICE", "装运通知" }, BLOCKS(advice_blocks)
};

/* -------------------------------------------------------------------------- */

const struct form *const all_forms[] = {
	&quotation_form, &proforma_form, &contract_form, &purchase_form,
	&invoice_form, &packing_form, &advice_form, NULL
};

const struct form *
form_find(const char *name)
{
	for (size_t i = 0; all_forms[i] != NULL; i++)
		if (strcmp(all_forms[i]->name, name) == 0)
			return all_forms[i];
	return NULL;
}
