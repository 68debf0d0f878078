/*
 * Makes a paper with made-up values, for the tests and for looking at it:
 *
 *	paper KIND en|zh|both LINES FILE.pdf|FILE.xlsx [NAME=TEXT...]
 *
 * KIND is the name of a form; "-.pdf" is stdout; a NAME sets a value to another
 * text, "" to none.  tradecli-pdf is found beside this program's folder.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "trade/papers.h"
#include "trade/words.h"

static const struct { const char *name; struct label text; } texts[] = {
	{ "number", { "CI-2026-0012", NULL } },
	{ "company", { "NINGBO HENGDA HOUSEWARES CO., LTD.", "宁波恒达家居用品有限公司" } },
	{ "address", { "Room 1806, Building 3, No. 588 Tiantong South Road, Yinzhou District, "
	    "Ningbo 315100, Zhejiang, P.R. China", "中国浙江省宁波市鄞州区天童南路588号3号楼1806室  "
	    "邮编315100" } },
	{ "contact", { "Tel +86 574 8812 3456   sales@hengda.example   www.hengda.example",
	    "电话 +86 574 8812 3456   sales@hengda.example   www.hengda.example" } },
	{ "seller", { "Ningbo Hengda Housewares Co., Ltd.\nRoom 1806, Building 3, No. 588 Tiantong "
	    "South Road,\nYinzhou District, Ningbo 315100, P.R. China\nUSCC 91330212MA2AB3CD4E",
	    "宁波恒达家居用品有限公司\n浙江省宁波市鄞州区天童南路588号3号楼1806室\n"
	    "统一社会信用代码 91330212MA2AB3CD4E" } },
	{ "seller_name", { "Ningbo Hengda Housewares Co., Ltd.", "宁波恒达家居用品有限公司" } },
	{ "buyer", { "Nordlicht Handels GmbH\nSpeicherstraße 17\n20457 Hamburg, Germany\n"
	    "VAT DE123456789", NULL } },
	{ "buyer_name", { "Nordlicht Handels GmbH", NULL } },
	{ "consignee", { "To the order of\nHamburger Privatbank AG, Hamburg", NULL } },
	{ "notify", { "Kühne Spedition GmbH, Großer Grasbrook 11, 20457 Hamburg\nTel +49 40 "
	    "303 5678",
	    NULL } },
	{ "supplier", { "Zhejiang Longteng Ceramics Co., Ltd.\nNo. 12 Taoyuan Road, Longquan",
	    "浙江龙腾陶瓷有限公司\n浙江省龙泉市桃源路12号" } },
	{ "supplier_name", { "Zhejiang Longteng Ceramics Co., Ltd.", "浙江龙腾陶瓷有限公司" } },
	{ "contract_number", { "SC-2026-0007", NULL } },
	{ "order_number", { "PO 4500-88217", NULL } },
	{ "quote_number", { "QUO-2026-0031-R2", NULL } },
	{ "inquiry_number", { "INQ-2026-0042", NULL } },
	{ "invoice_number", { "CI-2026-0012", NULL } },
	{ "lc_number", { "LC-HPB-26-009713", NULL } },
	{ "lc_bank", { "Hamburger Privatbank AG, Hamburg", NULL } },
	{ "incoterm", { "CIF Hamburg, Incoterms 2020", "CIF 汉堡，Incoterms 2020" } },
	{ "price_basis", { "CIF Hamburg", "CIF 汉堡" } },
	{ "payment_terms", { "30% T/T deposit, 70% by irrevocable L/C at 60 days after B/L date",
	    "30%电汇定金，70%不可撤销信用证提单日后60天付款" } },
	{ "currency", { "USD", NULL } },
	{ "lead_time", { "35 days after deposit", "收到定金后35天" } },
	{ "packing", { "Export cartons on fumigated pallets", "出口纸箱，熏蒸托盘" } },
	{ "insurance", { "for 110% of the invoice value, ICC (A), by the Seller",
	    "由卖方按发票金额110%投保ICC (A)" } },
	{ "partial_shipment", { "not allowed", "不允许" } },
	{ "transhipment", { "allowed", "允许" } },
	{ "tax", { "13% VAT, special VAT invoice", "含13%增值税，开具增值税专用发票" } },
	{ "deliver_to", { "Warehouse of Sinotrans, Beilun port, Ningbo", "宁波北仑港中外运仓库" } },
	{ "transport_mode", { "Sea, FCL", "海运整箱" } },
	{ "vessel", { "EVER GOLDEN V.1124W", NULL } },
	{ "port_loading", { "Ningbo, China", "中国宁波" } },
	{ "port_discharge", { "Hamburg, Germany", "德国汉堡" } },
	{ "destination", { "Hamburg, Germany", "德国汉堡" } },
	{ "origin", { "China", "中国" } },
	{ "destination_country", { "Germany", "德国" } },
	{ "bl_number", { "EGLV142600123456", NULL } },
	{ "containers", { "EGHU9876540 / CN1234567 (40HQ)", NULL } },
	{ "forwarder", { "Kühne Spedition GmbH, Hamburg", NULL } },
	{ "marks", { "NORDLICHT\nPO 4500-88217\nHAMBURG\nC/NO. 1-UP", NULL } },
	{ "packages", { "1,260 cartons", "1,260 箱" } },
	{ "packages_words", { "SAY ONE THOUSAND TWO HUNDRED AND SIXTY CARTONS ONLY",
	    "壹仟贰佰陆拾箱整" } },
	{ "bank_beneficiary", { "Ningbo Hengda Housewares Co., Ltd.", NULL } },
	{ "bank_name", { "Bank of China, Ningbo Branch", "中国银行宁波市分行" } },
	{ "bank_address", { "139 Yaohang Street, Ningbo, China", "宁波市药行街139号" } },
	{ "bank_account", { "3560 5834 0012 3456", NULL } },
	{ "bank_swift", { "BKCHCNBJ92A", NULL } },
	{ "notes", { "Colours as in our catalogue 2026; deviations of ±2% are customary in the "
	    "trade.",
	    "颜色以2026年目录为准，±2%的色差属行业惯例。" } },
};

static const struct {
	const char *code, *hs, *quantity, *price;
	struct label text, unit;
} goods[] = {
	{ "HD-1021", "6911.10", "5000", "1.25", { "Porcelain mug 320 ml, matt glaze, gift box",
	    "320毫升哑光釉瓷杯，礼盒装" }, { "PCS", "件" } },
	{ "HD-1140", "6911.10", "1200", "12.345", { "Dinner set, 16 pieces, bone china, "
	    "hand-painted rim", "16件套骨瓷餐具，手绘描边" }, { "PCS", "件" } },
	{ "HD-2205", "4419.90", "800", "7.5", { "Bamboo tray with handles, 45 × 30 × 5 cm, oiled",
	    "带把手竹托盘，45×30×5厘米，涂油" }, { "PCS", "件" } },
	{ "HD-3310", "7323.93", "12500", "0.86", { "Stainless steel spoon, 18/10, mirror polish",
	    "18/10不锈钢勺，镜面抛光" }, { "PCS", "件" } },
	{ "HD-4407", "9405.21", "640", "23.9", { "LED desk lamp, dimmable, USB-C, CE and RoHS",
	    "可调光LED台灯，USB-C接口，CE和RoHS认证" }, { "PCS", "件" } },
};

static struct decimal
amount(const char *text)
{
	struct decimal d;

	if (decimal_parse(text, &d) != OK)
		abort();
	return d;
}

static void
fill_date(struct document *doc, const char *name, int month, int day)
{
	struct date date;

	if (date_from_ymd(2026, month, day, &date) != OK)
		abort();
	values_date(doc->head, name, date);
}

/* Every line is a carton after the other; weights follow quantities. */
static void
fill_packing(struct values *line, size_t i, struct decimal quantity)
{
	struct decimal cartons, weight;
	char text[64];

	if (decimal_divide(quantity, amount("24"), 0, &cartons) != OK ||
	    decimal_multiply(quantity, amount("0.35"), &weight) != OK)
		abort();
	snprintf(text, sizeof(text), "%zu-%zu", i * 210 + 1, i * 210 + 210);
	values_text(line, "carton_numbers", text);
	values_number(line, "cartons", cartons, 0);
	values_text(line, "per_carton", "24");
	values_text(line, "measure", "52×38×41");
	values_number(line, "net_weight", weight, 2);
	weight.micros += weight.micros / 8 / 10000 * 10000;
	values_number(line, "gross_weight", weight, 2);
	values_number(line, "volume", (struct decimal){
	    cartons.micros * 81 / 1000 / 1000 * 1000 }, 3);
}

static struct decimal
fill_line(struct document *doc, size_t i)
{
	size_t which = i % COUNT(goods);
	struct values *line = document_line(doc);
	struct decimal quantity = amount(goods[which].quantity), sum;
	char number[32];

	snprintf(number, sizeof(number), "%zu", i + 1);
	values_text(line, "line", number);
	values_text(line, "code", goods[which].code);
	values_texts(line, "description", goods[which].text);
	values_text(line, "hs_code", goods[which].hs);
	values_texts(line, "line_origin", (struct label){ "China", "中国" });
	values_number(line, "quantity", quantity, 0);
	values_texts(line, "unit", goods[which].unit);
	values_number(line, "price", amount(goods[which].price), 2);
	if (decimal_multiply_to(quantity, amount(goods[which].price), 2,
	    &sum) != OK)
		abort();
	values_number(line, "amount", sum, 2);
	fill_packing(line, i, quantity);
	return sum;
}

static void
fill_words(struct document *doc, struct decimal total)
{
	struct strbuf en = STRBUF_INIT, zh = STRBUF_INIT;

	if (words_english(total, "USD", &en) != OK ||
	    words_chinese(total, "USD", &zh) != OK)
		abort();
	values_texts(doc->head, "amount_words",
	    (struct label){ en.buf, zh.buf });
	strbuf_release(&en);
	strbuf_release(&zh);
}

static void
fill(struct document *doc, size_t nlines)
{
	struct decimal total = { 0 };

	for (size_t i = 0; i < COUNT(texts); i++)
		values_texts(doc->head, texts[i].name, texts[i].text);
	fill_date(doc, "date", 11, 5);
	fill_date(doc, "valid_until", 12, 5);
	fill_date(doc, "latest_shipment", 12, 20);
	fill_date(doc, "delivery_date", 12, 10);
	fill_date(doc, "lc_date", 10, 12);
	fill_date(doc, "invoice_date", 11, 5);
	fill_date(doc, "etd", 11, 18);
	fill_date(doc, "eta", 12, 22);
	fill_date(doc, "bl_date", 11, 18);
	values_number(doc->head, "gross_weight", amount("9876.5"), 2);
	values_number(doc->head, "net_weight", amount("8901"), 2);
	values_number(doc->head, "volume", amount("62.384"), 3);
	for (size_t i = 0; i < nlines; i++)
		if (decimal_add(total, fill_line(doc, i), &total) != OK)
			abort();
	values_number(doc->head, "freight", amount("1850"), 2);
	if (decimal_add(total, amount("1850"), &total) != OK)
		abort();
	values_number(doc->head, "total", total, 2);
	fill_words(doc, total);
}

/* The folder of this program's folder. */
static const char *
pdf_program(struct arena *a)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (n <= 0)
		return NULL;
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	return arena_printf(a, "%s/../libexec/tradecli-pdf", self);
}

static enum status
write_paper(const struct document *doc, const char *path)
{
	bool is_pdf = strstr(path, ".pdf") != NULL;
	struct output *out;
	enum status st;

	if (strncmp(path, "-.", 2) == 0)
		out = output_to_fd(1, "stdout");
	else if ((st = output_to_file(path, &out)) != OK)
		return st;
	st = is_pdf ? document_pdf(doc, pdf_program(doc->arena), out) :
	    document_xlsx(doc, out);
	if (st == OK)
		return output_commit(out);
	output_abort(out);
	return st;
}

int
main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	const struct form *form = argc < 5 ? NULL : form_find(argv[1]);
	struct document doc;
	enum status st;

	if (form == NULL) {
		fputs("usage: paper KIND en|zh|both LINES FILE\n", stderr);
		return E_USAGE;
	}
	document_begin(&doc, form, *argv[2] == 'e' ? TONGUE_EN :
	    *argv[2] == 'z' ? TONGUE_ZH : TONGUE_BOTH, &arena);
	fill(&doc, strtoul(argv[3], NULL, 10));
	for (int i = 5; i < argc; i++) {
		char *value = strchr(argv[i], '=');

		if (value == NULL)
			return E_USAGE;
		*value++ = '\0';
		values_text(doc.head, argv[i], value);
	}
	st = write_paper(&doc, argv[4]);
	if (st != OK)
		fprintf(stderr, "paper: %s\n%s%s", fail_text(),
		    fail_hint_text(), *fail_hint_text() != '\0' ? "\n" : "");
	arena_release(&arena);
	return st;
}
