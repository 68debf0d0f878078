/*
 * Inquiries, their lines, and what happened to them.
 */
#include "trade/inquiry.h"

#include <string.h>

#include "trade/party.h"
#include "trade/product.h"
#include "value/text.h"

static const struct code channel_list[] = {	/* sorted by code */
	{ "alibaba", "Alibaba", "阿里巴巴",
	    "alibaba.com|alibaba rfq|阿里|国际站|阿里国际站|阿里巴巴国际站", 0 },
	{ "aliexpress", "AliExpress", "速卖通", "", 0 },
	{ "dhgate", "DHgate", "敦煌网", "dhgate.com|敦煌", 0 },
	{ "fair", "Fair", "展会",
	    "trade fair|exhibition|trade show|canton fair|广交会|展览会", 0 },
	{ "mail", "Mail", "邮件", "email|e-mail|邮箱|开发信", 0 },
	{ "other", "Other", "其他", "其它", 0 },
	{ "referral", "Referral", "转介绍", "recommendation|介绍|老客户介绍", 0 },
	{ "website", "Website", "网站", "web|site|own website|独立站|官网", 0 },
};
const struct codes channel_codes = {
	N_("channel"), channel_list, COUNT(channel_list)
};

static const struct code stage_list[] = {	/* sorted by code */
	{ "contacted", "Contacted", "已联系", "replied|answered|已回复", 0 },
	{ "lost", "Lost", "丢单", "closed lost|失单|已丢单", 0 },
	{ "negotiating", "Negotiating", "谈判", "negotiation|谈判中|跟进中", 0 },
	{ "new", "New", "新询盘", "open|询盘|新", 0 },
	{ "quoted", "Quoted", "已报价", "quotation sent|报价", 0 },
	{ "sample", "Sample", "样品", "sampling|sample sent|打样|寄样|送样", 0 },
	{ "won", "Won", "成交", "closed won|ordered|已成交", 0 },
};
const struct codes stage_codes = {
	N_("stage"), stage_list, COUNT(stage_list)
};

static const struct code response_list[] = {	/* sorted by code */
	{ "declined", "Declined", "不报价", "refused|no offer|拒绝|已拒绝|放弃", 0 },
	{ "pending", "Pending", "待回复", "open|waiting|asked|未回复|等待", 0 },
	{ "received", "Received", "已报价", "offered|answered|已回复|已收到", 0 },
};
const struct codes response_codes = {
	N_("response"), response_list, COUNT(response_list)
};

static const char *const stage_order[] = {
	N_("new"), N_("contacted"), N_("quoted"), N_("sample"),
	N_("negotiating"), N_("won"), N_("lost")
};

int
inquiry_stage_rank(const char *stage)
{
	for (size_t i = 0; i < COUNT(stage_order); i++)
		if (strcmp(stage, stage_order[i]) == 0)
			return (int)i;
	return -1;
}

static const struct field inquiry_fields[] = {
	FIELD(inquiry, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(inquiry, number, .label = "Inquiry", .label_zh = "询盘号",
	    .help = N_("number; made when left out"), .width = 14,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "number|inquiry no|inquiry number|no|编号|询盘编号|单号"),
	FIELD(inquiry, date, .label = "Date", .label_zh = "日期",
	    .example = "2026-11-05 09:30",
	    .help = N_("when it came in, with the time if known"),
	    .flags = F_REQUIRED | F_LIST | F_TIME | F_DATED,
	    .also = "received|received at|inquiry date|询盘日期|收到日期|时间"),
	FIELD(inquiry, channel, .label = "Channel", .label_zh = "渠道",
	    .example = "fair",
	    .help = N_("alibaba, dhgate, aliexpress, fair, mail, referral, "
	    "website, other"), .codes = &channel_codes,
	    .flags = F_LIST | F_NAMED,
	    .also = "source|来源|询盘来源|平台"),
	FIELD(inquiry, campaign, .label = "Campaign", .label_zh = "展会/活动",
	    .example = "Canton Fair 140",
	    .help = N_("the fair, or the advertisement"), .flags = F_SEARCH,
	    .also = "fair|event|booth|展会|活动"),
	FIELD(inquiry, reference, .label = "Reference", .label_zh = "平台单号",
	    .help = N_("number the channel gave it"),
	    .flags = F_CODE | F_SEARCH,
	    .also = "ref|channel ref|rfq id|external id|channel reference|"
	    "参考号|来源单号"),
	FIELD(inquiry, buyer, .label = "Buyer", .label_zh = "买家",
	    .help = N_("who asks: code or name of a buyer in the ledger"),
	    .ref = &buyer_entity, .flags = F_LIST | F_EITHER,
	    .also = "buyer code|customer code|customer|客户|买家编码|客户编码"),
	FIELD(inquiry, company, .label = "Company", .label_zh = "公司",
	    .example = "Nordlicht GmbH",
	    .help = N_("who asks, when not in the ledger yet"), .width = 24,
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_EITHER,
	    .also = "company name|buyer name|customer name|公司名称|买家名称|"
	    "客户名称"),
	FIELD(inquiry, country, .label = "Country", .label_zh = "国家",
	    .example = "DE",
	    .help = N_("country of the company"), .codes = &country_codes,
	    .flags = F_LIST, .also = "buyer country|国家/地区|国别"),
	FIELD(inquiry, contact, .label = "Contact", .label_zh = "联系人",
	    .example = "Anna Weber",
	    .help = N_("who wrote"), .flags = F_SEARCH,
	    .also = "contact name|contact person|联系人姓名"),
	FIELD(inquiry, email, .label = "Email", .label_zh = "邮箱",
	    .example = "anna@example.com",
	    .help = N_("mail address"), .normalize = email_normalize,
	    .flags = F_SEARCH,
	    .also = "mail|e-mail address|contact email|电子邮件"),
	FIELD(inquiry, language, .label = "Language", .label_zh = "语言",
	    .example = "en",
	    .help = N_("language to answer in"), .codes = &language_codes,
	    .also = "lang|语种"),
	FIELD(inquiry, incoterm, .label = "Incoterm", .label_zh = "贸易术语",
	    .example = "FOB",
	    .help = N_("wanted term of delivery (Incoterms 2020)"),
	    .codes = &incoterm_codes,
	    .also = "incoterms|trade term|delivery term|价格条款|成交方式"),
	FIELD(inquiry, place, .label = "Place", .label_zh = "地点",
	    .example = "Ningbo",
	    .help = N_("named place of the Incoterm"),
	    .also = "port|destination|named place|目的港|港口|交货地点"),
	FIELD(inquiry, wanted_date, .label = "Wanted date",
	    .label_zh = "要求日期", .help = N_("when the goods are wanted"),
	    .also = "delivery date|required date|due date|交货日期|要求交期"),
	FIELD(inquiry, currency, .label = "Currency", .label_zh = "目标币种",
	    .example = "USD",
	    .help = N_("of the target prices"), .codes = &currency_codes,
	    .also = "cur|ccy|target currency|币种|货币"),
	FIELD(inquiry, stage, .label = "Stage", .label_zh = "阶段",
	    .example = "new",
	    .help = N_("new, contacted, quoted, sample, negotiating, won, lost"),
	    .codes = &stage_codes, .flags = F_LIST | F_NAMED,
	    .also = "status|状态|询盘阶段"),
	FIELD(inquiry, lost_reason, .label = "Lost reason",
	    .label_zh = "丢单原因", .help = N_("why it was lost"),
	    .flags = F_WIDE, .also = "reason|原因|失单原因"),
	FIELD(inquiry, answered, .label = "Answered", .label_zh = "首次回复",
	    .help = N_("when we answered first"), .flags = F_TIME,
	    .also = "first answer|first response|answered at|replied at|"
	    "首次回复时间|回复时间"),
	FIELD(inquiry, next_action, .label = "Next action",
	    .example = "2026-11-08",
	    .label_zh = "下次跟进", .help = N_("when it needs us again"),
	    .flags = F_LIST,
	    .also = "next|follow up|follow-up date|next action date|下次跟进日期|"
	    "跟进日期"),
	FIELD(inquiry, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE,
	    .also = "note|comment|comments"),
	FIELD(inquiry, archived, .label = "Archived", .label_zh = "已归档",
	    .help = N_("yes: out of use, hidden from lists"),
	    .flags = F_ARCHIVED, .also = "归档"),
};

static void
inquiry_complete(void *record, const struct defaults *d)
{
	struct inquiry *q = record;

	if (date_is_none(q->date))
		q->date = d->today;
	if (q->channel == NULL)
		q->channel = "other";
	if (q->stage == NULL)
		q->stage = "new";
}

static enum status
inquiry_check(const void *record)
{
	const struct inquiry *q = record;

	if (strcmp(q->stage, "lost") == 0 && q->lost_reason == NULL)
		return fail_hint(fail(E_INVALID,
		    _("lost_reason: a lost inquiry needs a reason")),
		    _("for example: price, delivery, no answer"));
	if (!date_is_none(q->answered) && q->answered.day < q->date.day)
		return fail(E_INVALID,
		    _("answered: before the inquiry came in"));
	return OK;
}

enum status
inquiry_move(struct inquiry *q, struct inquiry_event *event,
    const struct defaults *d)
{
	if (strcmp(q->stage, event->stage) == 0)
		return fail(E_CONFLICT, _("%s stands at %s already"),
		    q->number, event->stage);
	q->stage = event->stage;
	if (strcmp(q->stage, "lost") != 0)
		q->lost_reason = NULL;		/* the event of then keeps it */
	else if (event->text != NULL)
		q->lost_reason = event->text;
	if (strcmp(q->stage, "won") == 0 || strcmp(q->stage, "lost") == 0)
		q->next_action = NO_DATE;
	if (date_is_none(q->answered) && inquiry_stage_rank(q->stage) > 0)
		q->answered = d->today;
	event->inquiry = (struct ref){ .id = q->id, .code = q->number };
	event->kind = "move";
	event->time = d->today;
	return inquiry_check(q);
}

static const char *const inquiry_matches[] = {
	"channel,campaign?,reference", "date,channel,buyer",
	"date,channel,company", NULL
};

static const struct field line_fields[] = {
	FIELD(inquiry_line, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(inquiry_line, inquiry, .label = "Inquiry", .label_zh = "询盘号",
	    .help = N_("the inquiry it belongs to"), .ref = &inquiry_entity,
	    .flags = F_PARENT | F_REQUIRED),
	FIELD(inquiry_line, line, .label = "Line", .label_zh = "行号",
	    .example = "1",
	    .help = N_("number of the line; counted when left out"),
	    .flags = F_KEY | F_LIST, .also = "line no|item no|行|序号"),
	FIELD(inquiry_line, product, .label = "Product", .label_zh = "货号",
	    .help = N_("code or name of a product in the ledger"),
	    .ref = &product_entity, .flags = F_LIST | F_EITHER,
	    .also = "sku|product code|item|item code|产品|产品编码|产品编号"),
	FIELD(inquiry_line, description, .label = "Description",
	    .label_zh = "描述", .width = 30,
	    .example = "LED bulb 9 W, E27",
	    .help = N_("what is wanted, in words"),
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_EITHER,
	    .also = "product description|item description|goods|产品描述|品名|"
	    "需求"),
	FIELD(inquiry_line, quantity, .label = "Quantity", .label_zh = "数量",
	    .example = "5000",
	    .help = N_("how much is wanted"), .flags = F_LIST | F_COUNT,
	    .also = "qty|采购数量|需求数量"),
	FIELD(inquiry_line, unit, .label = "Unit", .label_zh = "单位",
	    .example = "H87",
	    .help = N_("unit of the quantity"), .codes = &unit_codes,
	    .flags = F_LIST | F_NAMED, .also = "uom|计量单位"),
	FIELD(inquiry_line, target_price, .label = "Target price",
	    .example = "0.80",
	    .label_zh = "目标价", .currency = "currency",
	    .help = N_("price wished for, for one unit"),
	    .flags = F_LIST | F_MONEY, .also = "target|目标单价|期望价"),
	FIELD(inquiry_line, remarks, .label = "Remarks", .label_zh = "说明",
	    .help = N_("anything else about the line"),
	    .flags = F_LIST | F_WIDE, .also = "remark|line notes|行备注|要求"),
};

static enum status
line_check(const void *record)
{
	const struct inquiry_line *l = record;
	struct decimal value;

	if (!decimal_is_none(l->quantity) &&
	    !decimal_is_none(l->target_price) &&
	    decimal_multiply(l->quantity, l->target_price, &value) != OK)
		return fail_in(E_INVALID, _("quantity x target_price"));
	return OK;
}

static const char *const line_matches[] = { "inquiry,line", NULL };

const struct entity inquiry_line_entity = {
	.name = N_("line"), .plural = N_("lines"),
	.label = "Inquiry lines", .label_zh = "询盘明细",
	.table = "inquiry_line", .prefix = "",
	.fields = line_fields, .nfields = COUNT(line_fields),
	.size = sizeof(struct inquiry_line),
	.matches = line_matches, .check = line_check,
};

static const struct field event_fields[] = {
	FIELD(inquiry_event, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(inquiry_event, inquiry, .label = "Inquiry", .label_zh = "询盘号",
	    .help = N_("the inquiry it belongs to"), .ref = &inquiry_entity,
	    .flags = F_PARENT | F_REQUIRED),
	FIELD(inquiry_event, time, .label = "Time", .label_zh = "时间",
	    .help = N_("when it happened"),
	    .flags = F_REQUIRED | F_LIST | F_TIME),
	FIELD(inquiry_event, kind, .label = "Kind", .label_zh = "类别",
	    .help = N_("note or move"), .flags = F_REQUIRED | F_LIST),
	FIELD(inquiry_event, stage, .label = "Stage", .label_zh = "阶段",
	    .help = N_("the stage it moved to"), .codes = &stage_codes,
	    .flags = F_LIST | F_NAMED),
	FIELD(inquiry_event, text, .label = "Text", .label_zh = "内容",
	    .help = N_("the note, or the reason"), .flags = F_LIST | F_WIDE),
	FIELD(inquiry_event, next_action, .label = "Next action",
	    .label_zh = "下次跟进", .help = N_("when it needs us again"),
	    .flags = F_LIST),
};

const struct entity inquiry_event_entity = {
	.name = N_("event"), .plural = N_("events"),
	.label = "Inquiry events", .label_zh = "跟进记录",
	.table = "inquiry_event", .prefix = "event_",
	.fields = event_fields, .nfields = COUNT(event_fields),
	.size = sizeof(struct inquiry_event),
};

static const struct field ask_fields[] = {
	FIELD(inquiry_supplier, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(inquiry_supplier, inquiry, .label = "Inquiry",
	    .label_zh = "询盘号", .help = N_("the inquiry it belongs to"),
	    .ref = &inquiry_entity, .flags = F_PARENT | F_REQUIRED),
	FIELD(inquiry_supplier, supplier, .label = "Supplier",
	    .label_zh = "供应商", .help = N_("who was asked"),
	    .ref = &supplier_entity, .flags = F_REQUIRED | F_LIST),
	FIELD(inquiry_supplier, response, .label = "Response",
	    .label_zh = "回复", .help = N_("pending, received, declined"),
	    .codes = &response_codes,
	    .flags = F_REQUIRED | F_LIST | F_NAMED),
	FIELD(inquiry_supplier, asked, .label = "Asked",
	    .label_zh = "询价日期", .help = N_("when the supplier was asked"),
	    .flags = F_REQUIRED | F_LIST | F_TIME),
	FIELD(inquiry_supplier, answered, .label = "Answered",
	    .label_zh = "回复日期", .help = N_("when the supplier answered"),
	    .flags = F_LIST | F_TIME),
	FIELD(inquiry_supplier, reason, .label = "Reason",
	    .label_zh = "原因", .help = N_("why there is no offer"),
	    .flags = F_LIST | F_WIDE),
};

static void
ask_complete(void *record, const struct defaults *d)
{
	struct inquiry_supplier *s = record;

	if (s->response == NULL)
		s->response = "pending";
	if (date_is_none(s->asked))
		s->asked = d->today;
}

static const char *const ask_matches[] = { "inquiry,supplier", NULL };

const struct entity inquiry_supplier_entity = {
	.name = N_("asked supplier"), .plural = "asked_suppliers",
	.label = "Asked suppliers", .label_zh = "询价供应商",
	.table = "inquiry_supplier", .prefix = "ask_",
	.fields = ask_fields, .nfields = COUNT(ask_fields),
	.size = sizeof(struct inquiry_supplier),
	.matches = ask_matches, .complete = ask_complete,
};

static const struct entity *const inquiry_parts[] = {
	&inquiry_line_entity, &inquiry_supplier_entity,
	&inquiry_event_entity, NULL
};

const struct entity inquiry_entity = {
	.name = N_("inquiry"), .plural = N_("inquiries"),
	.label = "Inquiries", .label_zh = "询盘",
	.table = "inquiry", .series = "INQ-%Y",
	.fields = inquiry_fields, .nfields = COUNT(inquiry_fields),
	.size = sizeof(struct inquiry),
	.matches = inquiry_matches,
	.complete = inquiry_complete, .check = inquiry_check,
	.parts = inquiry_parts, .lines = &inquiry_line_entity,
};
