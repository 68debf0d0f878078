/*
 * What traders write over their columns, by the name of the field.
 */
#include "ledger/heading_common.h"

#include <string.h>

#include "base/base.h"

static const struct {
	const char *field, *names;
} common[] = {
	{ "product", "art no|art.-nr.|art nr|article|article no|article nr|"
	    "article number|item nr|item number|product no|product number|"
	    "model no|part no|part number|p/n|款号|料号|产品号|产品货号|"
	    "产品型号|物料编码" },
	{ "description", "goods description|commodity|description of "
	    "goods|name of goods|货物名称|商品名称|货名|品名规格|货物描述" },
	{ "quantity", "qty (pcs)|quantity (pcs)|order qty|ordered qty|qnty|"
	    "q'ty" },
	{ "price", "u/price|unitprice|price per unit|price/unit|单位价格|"
	    "产品单价" },
	{ "amount", "total price|line value|总价" },
	{ "terms", "pay terms|payment method|method of payment|付款|结算方式|"
	    "收汇方式|付款方式及条件" },
	{ "incoterm", "price term|price terms|terms of delivery|delivery "
	    "terms|terms of trade|terms of price|贸易条款|价格术语|交货条款|"
	    "交易条件" },
	{ "ship_by", "ship not later than|latest ship date|latest shipment "
	    "date|shipment deadline|"
	    "最晚装运|最晚装船|最迟装船|最晚装运期|装运期|船期要求|交货时间" },
	{ "valid_until", "valid until date|offer valid until|price valid "
	    "until|valid through|offer validity|price validity|价格有效期|"
	    "有效日期|报盘有效期" },
	{ "lead_days", "production time|production lead time|delivery "
	    "time|leadtime|生产天数|生产时间|供货周期" },
	{ "port_loading", "port of shipment|port of departure|loading at|"
	    "发货港|装货港|出运港" },
	{ "port_discharge", "port of destination|port of delivery|到货港|"
	    "目的地港口" },
	{ "packing", "packing details|packing method|包装规格" },
	{ "moq", "min. order|minimum order quantity|最低起订量|最小订量" },
	{ "unit", "units|unit of measurement|计价单位" },
	{ "currency", "curr|currency code|货币代码" },
};

const char *
heading_common(const char *field)
{
	for (size_t i = 0; i < COUNT(common); i++)
		if (strcmp(common[i].field, field) == 0)
			return common[i].names;
	return "";
}
