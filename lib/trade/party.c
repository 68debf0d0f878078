/*
 * Suppliers, buyers and everybody else we deal with, and their people.
 */
#include "trade/party.h"

#include <string.h>

#include "base/strbuf.h"
#include "value/terms.h"
#include "value/text.h"

static const struct code role_list[] = {	/* sorted by code */
	{ N_("agent"), "Agent", "代理", "", 0 },
	{ N_("bank"), "Bank", "银行", "", 0 },
	{ "buyer", "Buyer", "买家", "customer|client|importer|客户|买方", 0 },
	{ N_("forwarder"), "Forwarder", "货代", "carrier|货运代理", 0 },
	{ "supplier", "Supplier", "供应商",
	    "vendor|seller|factory|manufacturer|厂家|卖方|工厂", 0 },
};
static const struct codes role_codes = {
	N_("role"), role_list, COUNT(role_list)
};

/* The order in which roles are written. */
static const char *const role_order[] = {
	"supplier", "buyer", "forwarder", "agent", "bank"
};

static enum status
find_roles(const char *tags, struct arena *a, bool *has)
{
	while (*tags != '\0') {
		size_t n = strcspn(tags, ",");
		const struct code *role;
		enum status st = code_find(&role_codes,
		    arena_strndup(a, tags, n), &role);

		if (st != OK)
			return st;
		for (size_t i = 0; i < COUNT(role_order); i++)
			if (strcmp(role_order[i], role->code) == 0)
				has[i] = true;
		tags += n + (tags[n] == ',');
	}
	return OK;
}

static enum status
roles_normalize(const char *text, struct arena *a, const char **out)
{
	bool has[COUNT(role_order)] = { false };
	struct strbuf b = STRBUF_INIT;
	enum status st;

	if ((st = tags_normalize(text, a, out)) != OK || *out == NULL ||
	    (st = find_roles(*out, a, has)) != OK)
		return st;
	for (size_t i = 0; i < COUNT(role_order); i++)
		if (has[i])
			strbuf_addf(&b, "%s%s", b.len > 0 ? "," : "",
			    role_order[i]);
	*out = strbuf_to(&b, a);
	strbuf_release(&b);
	return OK;
}

static const struct field party_fields[] = {
	FIELD(party, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(party, code, .label = "Code", .label_zh = "编码",
	    .help = N_("short code; made when left out"), .width = 10,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "id|supplier id|supplier code|supplier no|vendor id|"
	    "vendor code|customer id|customer code|buyer id|buyer code|no|"
	    "编号|代码|供应商编码|供应商编号|供应商代码|客户编码|客户编号|买家编码"),
	FIELD(party, name, .label = "Name", .label_zh = "名称",
	    .example = "Ningbo Star Lamps Co., Ltd.",
	    .help = N_("name, as on contracts"), .width = 32,
	    .flags = F_REQUIRED | F_LIST | F_SEARCH | F_TITLE | F_WIDE,
	    .also = "company|company name|supplier|supplier name|vendor|"
	    "vendor name|customer|customer name|buyer|buyer name|english name|"
	    "公司|公司名称|供应商|供应商名称|客户|客户名称|买家|买家名称|英文名称|"
	    "全称"),
	FIELD(party, name_local, .label = "Local name", .label_zh = "本地名称",
	    .example = "宁波星光灯具有限公司",
	    .help = N_("name in Chinese or another script"), .width = 24,
	    .flags = F_LIST | F_SEARCH | F_WIDE,
	    .also = "chinese name|name zh|name cn|name (chinese)|中文名|中文名称|"
	    "中文"),
	FIELD(party, roles, .label = "Roles", .label_zh = "角色",
	    .help = N_("supplier, buyer, forwarder, agent, bank"),
	    .normalize = roles_normalize, .flags = F_ROLES,
	    .also = "role|type|类型"),
	FIELD(party, country, .label = "Country", .label_zh = "国家",
	    .example = "CN",
	    .help = N_("country: code or name, in English or Chinese"),
	    .codes = &country_codes, .flags = F_LIST,
	    .also = "country code|country/region|国家/地区|国家地区|所在国|国别"),
	FIELD(party, province, .label = "Province", .label_zh = "省份",
	    .example = "Zhejiang",
	    .help = N_("province, state or region"),
	    .also = "state|region|state/province|省|州|省/州|地区"),
	FIELD(party, city, .label = "City", .label_zh = "城市",
	    .example = "Ningbo",
	    .help = N_("city"), .flags = F_SEARCH, .also = "town|市"),
	FIELD(party, address, .label = "Address", .label_zh = "地址",
	    .example = "88 Xueyuan Road",
	    .help = N_("street and number"), .width = 40, .flags = F_WIDE,
	    .also = "street|address 1|street address|详细地址|公司地址"),
	FIELD(party, postcode, .label = "Postcode", .label_zh = "邮编",
	    .example = "315000",
	    .help = N_("postal code"), .flags = F_CODE,
	    .also = "postal code|zip|zip code|邮政编码"),
	FIELD(party, tax_id, .label = "Tax id", .label_zh = "税号",
	    .help = N_("tax or registration number"),
	    .flags = F_CODE | F_SEARCH,
	    .also = "vat no|vat id|tax no|vat number|uscc|统一社会信用代码|"
	    "纳税人识别号"),
	FIELD(party, website, .label = "Website", .label_zh = "网站",
	    .example = "www.example.com",
	    .help = N_("web address"), .flags = F_WIDE,
	    .also = "home page|url|web|网址|主页"),
	FIELD(party, currency, .label = "Currency", .label_zh = "币种",
	    .example = "USD",
	    .help = N_("usual currency: ISO 4217 code or name"),
	    .codes = &currency_codes, .flags = F_LIST,
	    .also = "cur|ccy|default currency|货币|币别|结算币种"),
	FIELD(party, terms, .label = "Payment terms", .label_zh = "付款条件",
	    .example = "T/T 30/70",
	    .help = N_("T/T 30/70, NET30, 月结30天, L/C at sight"),
	    .normalize = terms_normalize, .flags = F_LIST, .width = 16,
	    .also = "terms|payment|payment term|付款方式|账期|结算方式|付款"),
	FIELD(party, bank, .label = "Bank", .label_zh = "开户行",
	    .help = N_("name of the bank"), .flags = F_WIDE,
	    .also = "bank name|银行|开户银行|银行名称"),
	FIELD(party, account, .label = "Account", .label_zh = "银行账号",
	    .help = N_("bank account"), .flags = F_CODE,
	    .also = "bank account|account no|account number|iban|账号|帐号|"
	    "银行帐号|收款账号"),
	FIELD(party, swift, .label = "SWIFT", .label_zh = "SWIFT代码",
	    .help = N_("SWIFT code (BIC) of the bank"), .flags = F_CODE,
	    .normalize = swift_normalize, .also = "bic|swift code|swift/bic"),
	FIELD(party, rating, .label = "Rating", .label_zh = "评级",
	    .example = "4.5",
	    .help = N_("0 to 5"), .flags = F_LIST,
	    .also = "score|stars|评分|等级|星级"),
	FIELD(party, tags, .label = "Tags", .label_zh = "标签",
	    .example = "lamps,LED",
	    .help = N_("words to group by, separated by commas"),
	    .normalize = tags_normalize, .flags = F_SEARCH | F_WIDE,
	    .also = "tag|group|category|分类|分组|类别"),
	FIELD(party, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .width = 30, .flags = F_WIDE,
	    .also = "note|remark|remarks|comment|comments|说明"),
	FIELD(party, archived, .label = "Archived", .label_zh = "已归档",
	    .help = N_("yes: out of use, hidden from lists"),
	    .flags = F_ARCHIVED, .also = "归档|停用"),
};

static enum status
party_check(const void *record)
{
	const struct party *p = record;

	if (!decimal_is_none(p->rating) &&
	    p->rating.micros > 5 * (int64_t)DECIMAL_SCALE)
		return fail(E_INVALID, _("rating: must be between 0 and 5"));
	return OK;
}

static const char *const party_matches[] = { "name", NULL };

static const struct field contact_fields[] = {
	FIELD(contact, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(contact, party, .label = "Party", .label_zh = "单位",
	    .help = N_("whose contact it is"), .ref = &party_entity,
	    .flags = F_PARENT | F_REQUIRED),
	FIELD(contact, name, .label = "Contact", .label_zh = "联系人",
	    .example = "Wang Wei",
	    .help = N_("name of the contact"),
	    .flags = F_LIST | F_SEARCH | F_TITLE,
	    .also = "contact|contact name|contact person|attn|联系人姓名|姓名"),
	FIELD(contact, title, .label = "Job title", .label_zh = "职务",
	    .example = "Sales manager",
	    .help = N_("what the contact does"), .flags = F_LIST,
	    .also = "title|position|职位|岗位|contact title"),
	FIELD(contact, email, .label = "Email", .label_zh = "邮箱",
	    .example = "sales@example.com",
	    .help = N_("mail address"), .normalize = email_normalize,
	    .flags = F_LIST | F_SEARCH,
	    .also = "mail|e-mail address|contact email|电子邮件|电邮|邮件"),
	FIELD(contact, phone, .label = "Phone", .label_zh = "电话",
	    .example = "+86 574 5555 0101",
	    .help = N_("telephone or mobile"),
	    .flags = F_CODE | F_LIST | F_SEARCH,
	    .also = "tel|telephone|mobile|phone number|contact phone|手机|联系电话|"
	    "手机号"),
	FIELD(contact, wechat, .label = "WeChat", .label_zh = "微信",
	    .help = N_("WeChat name"), .flags = F_CODE | F_LIST | F_SEARCH,
	    .also = "wechat id|weixin|微信号"),
	FIELD(contact, whatsapp, .label = "WhatsApp", .label_zh = "WhatsApp号",
	    .help = N_("WhatsApp number"),
	    .flags = F_CODE | F_LIST | F_SEARCH,
	    .also = "whats app"),
	FIELD(contact, language, .label = "Language", .label_zh = "语言",
	    .example = "zh",
	    .help = N_("language to write in"), .codes = &language_codes,
	    .flags = F_LIST, .also = "lang|语种|沟通语言"),
	FIELD(contact, main, .label = "Main contact", .label_zh = "主要联系人",
	    .help = N_("yes: the one to write to first"), .flags = F_LIST,
	    .also = "main|is main|主联系人"),
};

static enum status
contact_check(const void *record)
{
	const struct contact *c = record;

	if (c->name == NULL && c->email == NULL && c->phone == NULL &&
	    c->wechat == NULL && c->whatsapp == NULL)
		return fail(E_INVALID,
		    _("a contact needs a name, a mail address or a number"));
	return OK;
}

static const char *const contact_matches[] = {
	"party,name", "party,email", "party,phone", "party,wechat",
	"party,whatsapp", NULL
};

const struct entity contact_entity = {
	.name = N_("contact"), .plural = N_("contacts"),
	.label = "Contacts", .label_zh = "联系人",
	.table = "contact", .prefix = "contact_",
	.fields = contact_fields, .nfields = COUNT(contact_fields),
	.size = sizeof(struct contact),
	.matches = contact_matches, .check = contact_check,
};

static const struct entity *const party_parts[] = { &contact_entity, NULL };

#define PARTY								\
	.table = "party",						\
	.fields = party_fields, .nfields = COUNT(party_fields),		\
	.size = sizeof(struct party),					\
	.matches = party_matches, .check = party_check,			\
	.parts = party_parts, .lines = &contact_entity

const struct entity party_entity = {
	.name = N_("party"), .plural = N_("parties"),
	.label = "Parties", .label_zh = "往来单位",
	.series = "PAR", PARTY
};

const struct entity supplier_entity = {
	.name = N_("supplier"), .plural = N_("suppliers"),
	.label = "Suppliers", .label_zh = "供应商",
	.role = "supplier", .series = "SUP", PARTY
};

const struct entity buyer_entity = {
	.name = N_("buyer"), .plural = N_("buyers"),
	.label = "Buyers", .label_zh = "买家",
	.role = "buyer", .series = "BUY", PARTY
};
