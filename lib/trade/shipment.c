/*
 * Shipments, their lines, containers and cartons.
 */
#include "trade/shipment.h"

#include <string.h>

#include "trade/order.h"
#include "trade/party.h"
#include "trade/product.h"
#include "value/iso6346.h"
#include "value/text.h"

static const struct code mode_list[] = {	/* sorted by code */
	{ "air", "Air", "空运", "by air|air freight|airfreight|航空", 0 },
	{ "courier", "Courier", "快递", "express|by courier|国际快递", 0 },
	{ "rail", "Rail", "铁路", "by rail|train|班列|铁路运输|中欧班列", 0 },
	{ "sea-fcl", "Sea FCL", "海运整柜",
	    "fcl|by sea fcl|full container|整柜|整箱|海运整箱", 0 },
	{ "sea-lcl", "Sea LCL", "海运拼箱",
	    "lcl|by sea lcl|less than container|拼箱|拼柜|海运拼柜|散货", 0 },
	{ "truck", "Truck", "汽运", "road|by truck|by road|公路|卡车|陆运", 0 },
};
const struct codes shipment_mode_codes = {
	N_("mode"), mode_list, COUNT(mode_list)
};

static const struct code bl_type_list[] = {	/* sorted by code */
	{ "original", "Original B/L", "正本提单", "obl|original bl|正本", 0 },
	{ "seaway", "Sea waybill", "海运单",
	    "swb|sea waybill|waybill|express bl|运单", 0 },
	{ "telex", "Telex release", "电放",
	    "telex release|surrendered|电放提单", 0 },
};
const struct codes bl_type_codes = {
	N_("type of B/L"), bl_type_list, COUNT(bl_type_list)
};

static const struct code container_type_list[] = {	/* sorted by code */
	{ "20FR", "20' flat rack", "20尺框架柜", "20 flat rack", 0 },
	{ "20GP", "20' general purpose", "20尺普柜",
	    "20'|20ft|20dc|20dv|20|小柜|20尺柜", 0 },
	{ "20OT", "20' open top", "20尺开顶柜", "20 open top", 0 },
	{ "20RF", "20' reefer", "20尺冷藏柜", "20re|20 reefer", 0 },
	{ "20TK", "20' tank", "20尺罐柜", "20 tank|iso tank", 0 },
	{ "40FR", "40' flat rack", "40尺框架柜", "40 flat rack", 0 },
	{ "40GP", "40' general purpose", "40尺普柜",
	    "40'|40ft|40dc|40dv|40|大柜|40尺柜", 0 },
	{ "40HQ", "40' high cube", "40尺高柜", "40hc|40'hq|40'hc|高柜", 0 },
	{ "40OT", "40' open top", "40尺开顶柜", "40 open top", 0 },
	{ "40RH", "40' reefer high cube", "40尺冷藏高柜",
	    "40rf|40 reefer|冻柜", 0 },
	{ "45HQ", "45' high cube", "45尺高柜", "45hc|45'hq|45'hc|45", 0 },
};
const struct codes container_type_codes = {
	N_("type of container"), container_type_list,
	COUNT(container_type_list)
};

static const struct code state_list[] = {	/* sorted by code */
	{ "arrived", "Arrived", "已到港", "delivered|到港|到货", 0 },
	{ "booked", "Booked", "已订舱", "booking confirmed|订舱", 0 },
	{ "cancelled", "Cancelled", "已取消", "canceled|called off|作废", 0 },
	{ "closed", "Closed", "已完结", "done|completed|结案|已完成", 0 },
	{ "draft", "Draft", "草稿", "new|planned|计划", 0 },
	{ "shipped", "Shipped", "已出运",
	    "sailed|departed|on board|dispatched|已开船|已发货|已装船", 0 },
};
const struct codes shipment_state_codes = {
	N_("state"), state_list, COUNT(state_list)
};

static const struct state shipment_states[] = {
	{ N_("draft"), "booked|shipped|cancelled", NULL, 0 },
	{ N_("booked"), "shipped|cancelled", NULL, 0 },
	{ N_("shipped"), "arrived", "atd", STATE_ISSUED },
	{ N_("arrived"), "closed", "ata", STATE_ISSUED },
	{ N_("closed"), "", NULL, STATE_ISSUED | STATE_OVER },
	{ N_("cancelled"), "", NULL,
	    STATE_ISSUED | STATE_REASON | STATE_OVER },
	{ 0 }
};

static const struct field shipment_fields[] = {
	FIELD(shipment, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(shipment, number, .label = "Shipment", .label_zh = "出运单号",
	    .help = N_("number; made when left out"), .width = 14,
	    .flags = F_KEY | F_LIST | F_SEARCH,
	    .also = "number|shipment no|shipment number|shipment id|no|编号|"
	    "出运编号|出货单号|单号"),
	FIELD(shipment, date, .label = "Date", .label_zh = "日期",
	    .example = "2026-11-05", .help = N_("when it was made out"),
	    .flags = F_REQUIRED | F_DATED,
	    .also = "shipment date|出运单日期"),
	FIELD(shipment, buyer, .label = "Buyer", .label_zh = "买家",
	    .help = N_("whom it goes to: code or name of a buyer in the "
	    "ledger"), .ref = &buyer_entity, .flags = F_LIST,
	    .also = "buyer code|customer code|customer|客户|买家编码|客户编码"),
	FIELD(shipment, mode, .label = "Mode", .label_zh = "运输方式",
	    .example = "sea-fcl",
	    .help = N_("sea-fcl, sea-lcl, air, courier, rail, truck"),
	    .codes = &shipment_mode_codes, .flags = F_LIST | F_NAMED,
	    .also = "transport|transport mode|mode of transport|ship mode|"
	    "shipping method|运输"),
	FIELD(shipment, forwarder, .label = "Forwarder", .label_zh = "货代",
	    .help = N_("who arranges the transport"), .flags = F_SEARCH,
	    .also = "freight forwarder|agent|货运代理"),
	FIELD(shipment, carrier, .label = "Carrier", .label_zh = "承运人",
	    .example = "COSCO",
	    .help = N_("shipping line, airline, courier"), .flags = F_SEARCH,
	    .also = "shipping line|airline|line operator|船公司|航空公司|"
	    "快递公司"),
	FIELD(shipment, booking, .label = "Booking", .label_zh = "订舱号",
	    .help = N_("number of the booking, as text"),
	    .flags = F_CODE | F_SEARCH | F_TITLE,
	    .also = "booking no|booking number|so no|s/o no|so号|订舱编号"),
	FIELD(shipment, vessel, .label = "Vessel", .label_zh = "船名",
	    .example = "COSCO PRIDE", .help = N_("name of the ship"),
	    .flags = F_LIST | F_MINOR | F_SEARCH,
	    .also = "ship|vessel name|船"),
	FIELD(shipment, voyage, .label = "Voyage", .label_zh = "航次",
	    .example = "045W", .help = N_("number of the voyage or flight"),
	    .flags = F_CODE | F_SEARCH,
	    .also = "voyage no|voy|flight|flight no|航班|航班号"),
	FIELD(shipment, port_loading, .label = "Port of loading",
	    .label_zh = "装运港", .example = "CNNGB",
	    .help = N_("where it is loaded: name or UN/LOCODE"),
	    .also = "pol|loading port|from port|origin port|airport of "
	    "departure|起运港"),
	FIELD(shipment, port_discharge, .label = "Port of discharge",
	    .label_zh = "卸货港", .example = "DEHAM",
	    .help = N_("where it is unloaded: name or UN/LOCODE"),
	    .also = "pod|discharge port|destination port|airport of "
	    "destination|目的港"),
	FIELD(shipment, destination, .label = "Destination",
	    .label_zh = "目的地",
	    .help = N_("where the goods go in the end"),
	    .also = "final destination|place of delivery|交货地|最终目的地"),
	FIELD(shipment, cargo_ready, .label = "Cargo ready",
	    .label_zh = "货好日期", .help = N_("when the goods are ready"),
	    .flags = F_LATER,
	    .also = "crd|cargo ready date|ready date|备货完成|货好时间"),
	FIELD(shipment, si_cutoff, .label = "SI cut-off",
	    .label_zh = "截单时间",
	    .help = N_("last moment for the shipping instructions"),
	    .flags = F_TIME | F_LATER,
	    .also = "si cutoff|si closing|doc cut-off|document cut-off|截单|"
	    "截单日"),
	FIELD(shipment, cy_cutoff, .label = "CY cut-off",
	    .label_zh = "截港时间",
	    .help = N_("last moment to deliver to the terminal"),
	    .flags = F_TIME | F_LATER,
	    .also = "cy cutoff|cy closing|terminal cut-off|cargo cut-off|截港|"
	    "截关|截关时间"),
	FIELD(shipment, etd, .label = "ETD", .label_zh = "预计开船",
	    .help = N_("when it should depart"), .flags = F_LIST | F_LATER,
	    .also = "estimated departure|sailing date|departure date|开船日|"
	    "预计离港|船期"),
	FIELD(shipment, atd, .label = "ATD", .label_zh = "实际开船",
	    .help = N_("when it departed"), .flags = F_LATER,
	    .also = "actual departure|sailed|departed|实际离港"),
	FIELD(shipment, eta, .label = "ETA", .label_zh = "预计到港",
	    .help = N_("when it should arrive"), .flags = F_LIST | F_LATER,
	    .also = "estimated arrival|arrival date|到港日期|预计到达"),
	FIELD(shipment, ata, .label = "ATA", .label_zh = "实际到港",
	    .help = N_("when it arrived"), .flags = F_LATER,
	    .also = "actual arrival|arrived|实际到达"),
	FIELD(shipment, bl_number, .label = "B/L number",
	    .label_zh = "提单号",
	    .help = N_("of the bill of lading or air waybill, as text"),
	    .flags = F_LIST | F_MINOR | F_CODE | F_SEARCH | F_LATER,
	    .also = "b/l|bl|bl no|b/l no|bill of lading|mbl|awb|awb no|"
	    "air waybill|运单号|提运单号|空运单号"),
	FIELD(shipment, bl_date, .label = "B/L date", .label_zh = "提单日期",
	    .help = N_("when the goods were on board, as it says"),
	    .flags = F_LATER,
	    .also = "bl date|bill of lading date|on board date|提单日"),
	FIELD(shipment, bl_type, .label = "B/L type", .label_zh = "提单类型",
	    .help = N_("original, telex, seaway"), .codes = &bl_type_codes,
	    .flags = F_NAMED | F_LATER,
	    .also = "bl type|type of b/l|release|放单方式|提单形式"),
	FIELD(shipment, declaration, .label = "Declaration",
	    .label_zh = "报关单号",
	    .help = N_("number of the customs declaration, as text"),
	    .flags = F_CODE | F_SEARCH | F_LATER,
	    .also = "declaration no|customs declaration|entry no|报关单"),
	FIELD(shipment, invoice_date, .label = "Invoice date",
	    .label_zh = "发票日期",
	    .help = N_("date of the commercial invoice"), .flags = F_LATER,
	    .also = "ci date|commercial invoice date"),
	FIELD(shipment, documents_sent, .label = "Documents sent",
	    .label_zh = "寄单日期",
	    .help = N_("when the documents went to buyer or bank"),
	    .flags = F_LATER,
	    .also = "docs sent|documents sent on|交单日期|寄单"),
	FIELD(shipment, courier, .label = "Courier", .label_zh = "寄单快递",
	    .help = N_("who took the documents, and the number"),
	    .flags = F_SEARCH | F_LATER,
	    .also = "courier no|documents courier|快递单号"),
	FIELD(shipment, marks, .label = "Shipping marks", .label_zh = "唛头",
	    .help = N_("what stands on the cartons"), .flags = F_WIDE,
	    .also = "marks|shipping mark|marks and numbers"),
	FIELD(shipment, freight, .label = "Freight", .label_zh = "运费",
	    .currency = "freight_currency",
	    .help = N_("what the transport costs us"),
	    .flags = F_MONEY | F_LATER,
	    .also = "freight cost|freight charge|海运费|运输费"),
	FIELD(shipment, freight_currency, .label = "Freight currency",
	    .label_zh = "运费币种", .example = "USD",
	    .help = N_("of the freight; the home currency when left out"),
	    .codes = &currency_codes, .flags = F_LATER,
	    .also = "freight cur|currency|币种"),
	FIELD(shipment, state, .label = "State", .label_zh = "状态",
	    .help = N_("draft, booked, shipped, arrived, closed, cancelled"),
	    .codes = &shipment_state_codes,
	    .flags = F_LIST | F_NAMED | F_STATE,
	    .also = "status|shipment status|shipment state|出运状态"),
	FIELD(shipment, reason, .label = "Reason", .label_zh = "原因",
	    .help = N_("why it was cancelled"), .flags = F_WIDE | F_LATER,
	    .also = "cancel reason|取消原因"),
	FIELD(shipment, notes, .label = "Notes", .label_zh = "备注",
	    .help = N_("anything else"), .flags = F_WIDE | F_LATER,
	    .also = "note|comment|comments"),
	FIELD(shipment, total_cartons, .label = "Total cartons",
	    .label_zh = "总箱数", .help = N_("cartons of all lines"),
	    .sum = "cartons", .also = "packages|total packages|总件数|件数"),
	FIELD(shipment, total_net, .label = "Total net weight",
	    .label_zh = "总净重", .help = N_("kg of all lines"),
	    .sum = "net_weight", .also = "total n.w.|total nw"),
	FIELD(shipment, total_gross, .label = "Total gross weight",
	    .label_zh = "总毛重", .help = N_("kg of all lines"),
	    .sum = "gross_weight", .also = "total g.w.|total gw"),
	FIELD(shipment, total_volume, .label = "Total volume",
	    .label_zh = "总体积", .help = N_("m3 of all lines"),
	    .sum = "volume", .also = "total cbm|total measurement"),
};

enum { NSUMS = 4 };

static void
shipment_complete(void *record, const struct defaults *d)
{
	struct shipment *s = record;

	if (date_is_none(s->date) && !date_is_none(d->today))
		s->date = (struct date){ d->today.day, NO_MINUTE };
	if (!decimal_is_none(s->freight) && s->freight_currency == NULL)
		s->freight_currency = d->currency;
}

/* What cannot be later than what. */
static const struct {
	const char *earlier, *later;
} order_of_dates[] = {
	{ "cargo_ready", "etd" },
	{ "si_cutoff", "etd" },
	{ "cy_cutoff", "etd" },
	{ "etd", "eta" },
	{ "atd", "eta" },
	{ "atd", "ata" },
	{ "bl_date", "ata" },
	{ "bl_date", "documents_sent" },
};

static enum status
check_dates(const struct shipment *s)
{
	for (size_t i = 0; i < COUNT(order_of_dates); i++) {
		struct date earlier = field_get(entity_field(&shipment_entity,
		    order_of_dates[i].earlier), s).u.date;
		struct date later = field_get(entity_field(&shipment_entity,
		    order_of_dates[i].later), s).u.date;
		char one[DATE_TEXT_MAX], other[DATE_TEXT_MAX];

		if (date_is_none(earlier) || date_is_none(later) ||
		    earlier.day <= later.day)
			continue;
		date_format(earlier, one);
		date_format(later, other);
		return fail(E_INVALID, _("%s: %s is before %s, %s"),
		    order_of_dates[i].later, other, order_of_dates[i].earlier,
		    one);
	}
	return OK;
}

bool
shipment_is_by_sea(const struct shipment *s)
{
	return s->mode != NULL && strncmp(s->mode, "sea-", 4) == 0;
}

bool
shipment_has_left(const struct shipment *s)
{
	return strcmp(s->state, "shipped") == 0 ||
	    strcmp(s->state, "arrived") == 0 ||
	    strcmp(s->state, "closed") == 0;
}

static enum status
shipment_check(const void *record)
{
	const struct shipment *s = record;

	if (s->mode == NULL && (shipment_has_left(s) ||
	    strcmp(s->state, "booked") == 0))
		return fail_hint(fail(E_INVALID, _("mode: how does it go?")),
		    _("give it first: --mode sea-fcl, sea-lcl, air, courier, "
		    "rail or truck"));
	return check_dates(s);
}

static const char *const shipment_matches[] = {
	"bl_number", "booking", NULL
};

/* ---- lines --------------------------------------------------------------- */

static const struct field line_fields[] = {
	FIELD(shipment_line, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(shipment_line, shipment, .label = "Shipment",
	    .label_zh = "出运单号", .help = N_("the shipment it belongs to"),
	    .ref = &shipment_entity, .flags = F_PARENT | F_REQUIRED),
	FIELD(shipment_line, line, .label = "Line", .label_zh = "行号",
	    .example = "1",
	    .help = N_("number of the line; counted when left out"),
	    .flags = F_KEY | F_LIST, .also = "line no|item no|行|序号"),
	FIELD(shipment_line, sales_order, .label = "Order",
	    .label_zh = "订单号", .help = N_("the order it delivers"),
	    .ref = &order_entity, .flags = F_LIST,
	    .also = "order no|order number|pi no|contract no|合同号|订单编号"),
	FIELD(shipment_line, order_line, .label = "Order line",
	    .label_zh = "订单行号",
	    .help = N_("the number of the line in that order"),
	    .flags = F_LIST, .also = "order line no|订单行"),
	FIELD(shipment_line, product, .label = "Product", .label_zh = "货号",
	    .help = N_("code or name of a product in the ledger"),
	    .ref = &product_entity, .flags = F_LIST | F_EITHER,
	    .also = "sku|product code|item|item code|产品|产品编码|产品编号"),
	FIELD(shipment_line, description, .label = "Description",
	    .label_zh = "描述", .width = 30, .example = "LED bulb 9 W, E27",
	    .help = N_("the goods, in words"),
	    .flags = F_LIST | F_SEARCH | F_TITLE | F_WIDE | F_EITHER,
	    .also = "product description|item description|description of "
	    "goods|产品描述|品名|英文品名"),
	FIELD(shipment_line, quantity, .label = "Quantity", .label_zh = "数量",
	    .example = "5000", .help = N_("how much goes with it"),
	    .flags = F_LIST | F_REQUIRED | F_POSITIVE | F_COUNT,
	    .also = "qty|pcs|出运数量|装运数量"),
	FIELD(shipment_line, unit, .label = "Unit", .label_zh = "单位",
	    .example = "H87", .help = N_("unit of the quantity"),
	    .codes = &unit_codes, .flags = F_LIST | F_NAMED,
	    .also = "uom|计量单位"),
	FIELD(shipment_line, hs_code, .label = "HS code", .label_zh = "HS编码",
	    .example = "8539520000",
	    .help = N_("customs tariff code as declared, as text"),
	    .normalize = hs_code_normalize, .flags = F_CODE,
	    .also = "hs|hscode|tariff code|customs code|海关编码|税则号"),
	FIELD(shipment_line, origin, .label = "Origin", .label_zh = "原产国",
	    .example = "CN", .help = N_("country of origin as declared"),
	    .codes = &country_codes,
	    .also = "country of origin|made in|原产地|产地"),
	FIELD(shipment_line, cartons, .label = "Cartons", .label_zh = "箱数",
	    .help = N_("how many; counted by packing"), .flags = F_LIST | F_COUNT,
	    .also = "ctns|no of cartons|carton qty|箱量"),
	FIELD(shipment_line, net_weight, .label = "Net weight",
	    .label_zh = "净重", .help = N_("kg in all; summed by packing"),
	    .flags = F_LIST, .also = "nw|n.w.|net weight (kg)|净重(kg)"),
	FIELD(shipment_line, gross_weight, .label = "Gross weight",
	    .label_zh = "毛重", .help = N_("kg in all; summed by packing"),
	    .flags = F_LIST, .also = "gw|g.w.|gross weight (kg)|毛重(kg)"),
	FIELD(shipment_line, volume, .label = "Volume", .label_zh = "体积",
	    .help = N_("m3 in all; summed by packing"),
	    .flags = F_LIST | F_SMALL,
	    .also = "cbm|measurement|meas|m3|volume (m3)|立方|体积(m3)"),
	FIELD(shipment_line, more_agreed, .label = "More agreed",
	    .label_zh = "允许溢装",
	    .help = N_("yes: it may be more than was ordered"),
	    .also = "over-shipment|溢装"),
	FIELD(shipment_line, remarks, .label = "Remarks", .label_zh = "说明",
	    .help = N_("anything else about the line"),
	    .flags = F_WIDE | F_LATER, .also = "remark|line notes|行备注"),
};

static enum status
line_check(const void *record)
{
	const struct shipment_line *l = record;

	if (l->sales_order.id != 0 && l->order_line == NO_INT)
		return fail(E_INVALID, _("order_line: which line of order %s "
		    "is it?"), l->sales_order.code);
	if (l->sales_order.id == 0 && l->order_line != NO_INT)
		return fail(E_INVALID, _("sales_order: line %lld of which "
		    "order?"), (long long)l->order_line);
	if (!decimal_is_none(l->net_weight) &&
	    !decimal_is_none(l->gross_weight) &&
	    l->net_weight.micros > l->gross_weight.micros)
		return fail(E_INVALID,
		    _("net_weight: more than the gross weight"));
	return OK;
}

static const char *const line_matches[] = { "shipment,line", NULL };

const struct entity shipment_line_entity = {
	.name = N_("line"), .plural = N_("lines"),
	.label = "Shipment lines", .label_zh = "出运明细",
	.table = "shipment_line", .prefix = "",
	.fields = line_fields, .nfields = COUNT(line_fields),
	.size = sizeof(struct shipment_line),
	.matches = line_matches, .check = line_check,
};

/* ---- containers and cartons ---------------------------------------------- */

static const struct field container_fields[] = {
	FIELD(shipment_container, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(shipment_container, shipment, .label = "Shipment",
	    .label_zh = "出运单号", .help = N_("the shipment it belongs to"),
	    .ref = &shipment_entity, .flags = F_PARENT | F_REQUIRED),
	FIELD(shipment_container, line, .label = "Line", .label_zh = "行号",
	    .help = N_("number of the line; counted when left out"),
	    .flags = F_KEY | F_LIST),
	FIELD(shipment_container, number, .label = "Container",
	    .label_zh = "柜号",
	    .help = N_("number on its door (ISO 6346), once it is known"),
	    .normalize = container_number_normalize,
	    .flags = F_LIST | F_CODE | F_LATER | F_TITLE),
	FIELD(shipment_container, type, .label = "Type", .label_zh = "柜型",
	    .help = N_("20GP, 40GP, 40HQ, 45HQ and others"),
	    .codes = &container_type_codes,
	    .flags = F_REQUIRED | F_LIST | F_LATER),
	FIELD(shipment_container, seal_number, .label = "Seal",
	    .label_zh = "封号", .help = N_("number of the seal, as text"),
	    .flags = F_LIST | F_CODE | F_LATER),
};

static const char *const container_matches[] = {
	"shipment,line", "shipment,number", NULL
};

const struct entity container_entity = {
	.name = N_("container"), .plural = N_("containers"),
	.label = "Containers", .label_zh = "集装箱",
	.table = "container", .prefix = "container_",
	.fields = container_fields, .nfields = COUNT(container_fields),
	.size = sizeof(struct shipment_container),
	.matches = container_matches,
};

static const struct field carton_fields[] = {
	FIELD(shipment_carton, id, .label = "Id", .label_zh = "序号",
	    .help = N_("number in the ledger"), .flags = F_FIXED),
	FIELD(shipment_carton, shipment, .label = "Shipment",
	    .label_zh = "出运单号", .help = N_("the shipment it belongs to"),
	    .ref = &shipment_entity, .flags = F_PARENT | F_REQUIRED),
	FIELD(shipment_carton, line, .label = "Row", .label_zh = "行号",
	    .help = N_("number of the row"), .flags = F_KEY),
	FIELD(shipment_carton, first, .label = "From", .label_zh = "箱号起",
	    .help = N_("number of the first of these cartons"),
	    .flags = F_REQUIRED | F_LIST),
	FIELD(shipment_carton, last, .label = "To", .label_zh = "箱号止",
	    .help = N_("number of the last of them"),
	    .flags = F_REQUIRED | F_LIST),
	FIELD(shipment_carton, shipment_line, .label = "Of line",
	    .label_zh = "所属行",
	    .help = N_("the line of the shipment in them"),
	    .flags = F_REQUIRED | F_LIST),
	FIELD(shipment_carton, quantity, .label = "In each",
	    .label_zh = "每箱数", .help = N_("how much is in each"),
	    .flags = F_REQUIRED | F_LIST | F_COUNT),
	FIELD(shipment_carton, net_weight, .label = "N.W. each",
	    .label_zh = "每箱净重", .help = N_("kg of the goods in each"),
	    .flags = F_LIST),
	FIELD(shipment_carton, gross_weight, .label = "G.W. each",
	    .label_zh = "每箱毛重", .help = N_("kg of each"),
	    .flags = F_LIST),
	FIELD(shipment_carton, length, .label = "Length", .label_zh = "箱长",
	    .help = N_("cm"), .flags = F_LIST),
	FIELD(shipment_carton, width, .label = "Width", .label_zh = "箱宽",
	    .help = N_("cm"), .flags = F_LIST),
	FIELD(shipment_carton, height, .label = "Height", .label_zh = "箱高",
	    .help = N_("cm"), .flags = F_LIST),
};

static enum status
carton_check(const void *record)
{
	const struct shipment_carton *c = record;

	if (c->first < 1 || c->last < c->first)
		return fail(E_INVALID, _("first: cartons %lld to %lld are "
		    "none"), (long long)c->first, (long long)c->last);
	return OK;
}

static const char *const carton_matches[] = { "shipment,line", NULL };

const struct entity carton_entity = {
	.name = N_("carton"), .plural = N_("cartons"),
	.label = "Cartons", .label_zh = "装箱明细",
	.table = "carton", .prefix = "carton_",
	.fields = carton_fields, .nfields = COUNT(carton_fields),
	.size = sizeof(struct shipment_carton),
	.matches = carton_matches, .check = carton_check,
};

static const struct entity *const shipment_parts[] = {
	&shipment_line_entity, &container_entity, &carton_entity, NULL
};

const struct entity shipment_entity = {
	.name = N_("shipment"), .plural = N_("shipments"),
	.label = "Shipments", .label_zh = "出运",
	.table = "shipment", .series = "SHP-%Y",
	.fields = shipment_fields,
	.nfields = COUNT(shipment_fields) - NSUMS, .nsums = NSUMS,
	.size = sizeof(struct shipment),
	.matches = shipment_matches,
	.complete = shipment_complete, .check = shipment_check,
	.parts = shipment_parts, .lines = &shipment_line_entity,
	.states = shipment_states,
};
