/*
 * Made-up suppliers, products, orders and rates as CSV, the same bytes for the
 * same words:
 *
 *	generate suppliers N	S0000001 to N
 *	generate changed N	their first tenth, each with another phone and
 *				address
 *	generate more N		10,000 further ones, behind N
 *	generate products N	P0000001 to N, of suppliers 1 to N
 *	generate orders N	N lines of orders of 1 to 4 lines each, for
 *				buyers S0000001 to 1000 and products P0000001
 *				to 1000
 *	generate rates N	N rates to the euro, 40 currencies a day, as
 *				the ECB lists them
 *
 * Names are English, Chinese or both; every fiftieth note has quotes, commas
 * and line breaks in it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define PICK(list) (list)[below(COUNT(list))]

enum { MORE_ROWS = 10000 };

struct word {
	const char *en, *zh;
};

static const struct word cities[] = {
	{ "Shenzhen", "深圳市" }, { "Guangzhou", "广州市" },
	{ "Ningbo", "宁波市" }, { "Yiwu", "义乌市" }, { "Xiamen", "厦门市" },
	{ "Hangzhou", "杭州市" }, { "Dongguan", "东莞市" },
	{ "Foshan", "佛山市" }, { "Qingdao", "青岛市" },
	{ "Shanghai", "上海市" }, { "Suzhou", "苏州市" },
	{ "Wenzhou", "温州市" }, { "Tianjin", "天津市" },
	{ "Taizhou", "台州市" }, { "Quanzhou", "泉州市" },
	{ "Chengdu", "成都市" },
};

static const struct word syllables[] = {
	{ "hua", "华" }, { "jin", "金" }, { "xing", "兴" }, { "da", "大" },
	{ "long", "龙" }, { "feng", "丰" }, { "tai", "泰" }, { "an", "安" },
	{ "hong", "宏" }, { "shun", "顺" }, { "ming", "明" }, { "bao", "宝" },
	{ "chang", "昌" }, { "de", "德" }, { "guang", "光" }, { "hai", "海" },
	{ "jia", "佳" }, { "kang", "康" }, { "li", "利" }, { "mei", "美" },
	{ "peng", "鹏" }, { "rui", "瑞" }, { "sheng", "盛" }, { "tong", "通" },
	{ "xin", "鑫" }, { "yuan", "源" }, { "zhi", "智" }, { "wei", "威" },
};

static const struct word trades[] = {
	{ "Electronics", "电子" }, { "Textile", "纺织" },
	{ "Plastic", "塑料" }, { "Hardware", "五金" },
	{ "Lighting", "照明" }, { "Furniture", "家具" }, { "Toys", "玩具" },
	{ "Packaging", "包装" }, { "Garment", "服装" },
	{ "Machinery", "机械" }, { "Ceramics", "陶瓷" },
	{ "Auto Parts", "汽车配件" }, { "Kitchenware", "厨具" },
	{ "Stationery", "文具" }, { "Footwear", "鞋业" },
	{ "Solar", "太阳能" }, { "Battery", "电池" }, { "Bearing", "轴承" },
	{ "Valve", "阀门" }, { "Pump", "泵业" }, { "Glass", "玻璃" },
	{ "Optical", "光学" },
};

static const struct word forms[] = {
	{ "Co., Ltd.", "有限公司" }, { "Trading Co., Ltd.", "贸易有限公司" },
	{ "Industrial Co., Ltd.", "实业有限公司" },
	{ "Imp. & Exp. Co., Ltd.", "进出口有限公司" }, { "Factory", "厂" },
	{ "Technology Co., Ltd.", "科技有限公司" }, { "Group", "集团" },
};

static const struct word people[] = {
	{ "Wang Wei", "王伟" }, { "Li Na", "李娜" }, { "Zhang Min", "张敏" },
	{ "Liu Yang", "刘洋" }, { "Chen Jing", "陈静" },
	{ "Zhao Lei", "赵磊" }, { "Huang Xia", "黄霞" },
	{ "Wu Gang", "吴刚" }, { "Sun Li", "孙丽" }, { "Hu Ping", "胡平" },
	{ "James Brown", "林涛" }, { "Maria Lopez", "何芳" },
};

static const struct word kinds[] = {
	{ "Premium", "优质" }, { "Portable", "便携式" },
	{ "Heavy duty", "重型" }, { "Mini", "迷你" },
	{ "Waterproof", "防水" }, { "Foldable", "可折叠" },
	{ "Custom logo", "定制标志" }, { "New design", "新款" },
};

static const struct word goods[] = {
	{ "LED bulb", "LED灯泡" }, { "power bank", "移动电源" },
	{ "cotton T-shirt", "纯棉T恤" }, { "steel bottle", "不锈钢水瓶" },
	{ "ceramic mug", "陶瓷马克杯" }, { "office chair", "办公椅" },
	{ "ball valve", "球阀" }, { "deep groove bearing", "深沟球轴承" },
	{ "gift box", "礼品盒" }, { "plush toy", "毛绒玩具" },
	{ "USB cable", "USB数据线" }, { "solar panel", "太阳能板" },
	{ "water pump", "水泵" }, { "garden hose", "花园水管" },
	{ "backpack", "双肩背包" }, { "glass jar", "玻璃罐" },
};

static const char *const countries[] = {
	"CN", "CN", "CN", "CN", "CN", "CN", "CN", "HK", "TW", "VN", "IN", "TR",
};
static const char *const currencies[] = {
	"USD", "USD", "USD", "USD", "EUR", "EUR", "CNY", "GBP", "HKD", "JPY",
};
static const char *const units[] = { "PCS", "SET", "CTN", "KG", "PAIR" };
static const char *const notes[] = {
	"", "", "", "\"Reliable, on time\"", "\"MOQ 500 pcs, 30% deposit\"",
	"met at the Canton Fair", "\"样品已确认, 可以下单\"", "slow reply",
	"付款方式 T/T 30/70", "needs follow-up",
};
static const char *const odd_notes[] = {
	"\"He said \"\"best price\"\", then\nchanged it; 备注\"",
	"\"Line 1, with comma\nLine 2 \"\"quoted\"\"\"",
	"\"港口: Ningbo,\n\"\"FOB\"\" only\"",
};

/* ---- chance -------------------------------------------------------------- */

static uint64_t chance;

/* Each row starts anew, so that it can be made again without the others. */
static void
start(uint64_t table, long row)
{
	chance = (table << 32) ^ (uint64_t)row;
}

/* SplitMix64.  Once an expression: compilers differ in what they do first. */
static unsigned
below(size_t n)
{
	uint64_t z = chance += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return (unsigned)((z ^ (z >> 31)) >> 33) % (unsigned)n;
}

/* ---- suppliers ----------------------------------------------------------- */

static void
print_name(const struct word *city)
{
	const struct word *a = &PICK(syllables), *b = &PICK(syllables),
	    *c = &PICK(syllables), *trade = &PICK(trades), *form = &PICK(forms);
	unsigned language = below(20);

	putchar('"');
	if (language < 14)
		printf("%s %c%s%s%s %s %s", city->en, a->en[0] - 'a' + 'A',
		    a->en + 1, b->en, c->en, trade->en, form->en);
	if (language >= 9 && language < 14)
		putchar(' ');
	if (language >= 9)
		printf("%s%s%s%s%s%s", city->zh, a->zh, b->zh, c->zh,
		    trade->zh, form->zh);
	putchar('"');
}

static void
print_phone_and_address(const struct word *city)
{
	const struct word *a = &PICK(syllables), *b = &PICK(syllables);
	unsigned number = 1 + below(999), area = 20 + below(880);

	printf(",+86-%u-%u,", area, 10000000 + below(89999999));
	if (below(10) < 7)
		printf("\"No. %u, %c%s%s Road, %s\"", number,
		    a->en[0] - 'a' + 'A', a->en + 1, b->en, city->en);
	else
		printf("%s%s%s路%u号", city->zh, a->zh, b->zh, number);
}

static void
print_supplier(long row, int moved)
{
	const struct word *city, *person, *host, *domain;
	unsigned rating, note, odd, day;

	start(1, row);
	city = &PICK(cities);
	person = &PICK(people);
	host = &PICK(syllables);
	domain = &PICK(syllables);
	rating = 10 + below(41);
	note = below(COUNT(notes));
	odd = below(50);
	day = below(4 * 12 * 28);
	printf("S%07ld,", row);
	print_name(city);
	printf(",%s", PICK(countries));
	printf(",%s,sales%ld@%s%s.example",
	    below(10) < 6 ? person->en : person->zh, row, host->en, domain->en);
	if (moved)
		start(3, row);
	print_phone_and_address(city);
	printf(",%u.%u,%s,%u-%02u-%02u\n", rating / 10, rating % 10,
	    odd == 0 ? odd_notes[note % COUNT(odd_notes)] : notes[note],
	    2022 + day / (12 * 28), 1 + day / 28 % 12, 1 + day % 28);
}

static void
print_suppliers(long from, long to, int moved)
{
	puts("code,name,country,contact,email,phone,address,rating,notes,"
	    "updated");
	for (long row = from; row <= to; row++)
		print_supplier(row, moved);
}

/* ---- products ------------------------------------------------------------ */

static void
print_product(long row, long nsuppliers)
{
	const struct word *kind, *thing;
	unsigned model, price, weight, volume, chapter, item;
	const char *unit, *currency;

	start(2, row);
	kind = &PICK(kinds);
	thing = &PICK(goods);
	model = 1 + below(999);
	price = 5 + below(500000);
	weight = 1 + below(50000);
	volume = 1 + below(90000);
	chapter = 1000 + below(9000);
	item = 100000 + below(900000);
	unit = PICK(units);
	currency = PICK(currencies);
	printf("P%07ld,\"%s %s, model %u\",%s%s%u型,%u%u,%s,%u.%02u,%s,"
	    "%u.%03u,0.%06u,S%07ld\n", row, kind->en, thing->en, model,
	    kind->zh, thing->zh, model, chapter, item, unit, price / 100,
	    price % 100, currency, weight / 1000, weight % 1000, volume,
	    1 + (long)below((size_t)nsuppliers));
}

static void
print_products(long n)
{
	puts("sku,desc_en,desc_zh,hs_code,unit,price,currency,weight_kg,cbm,"
	    "supplier_code");
	for (long row = 1; row <= n; row++)
		print_product(row, n);
}

/* ---- orders and rates ---------------------------------------------------- */

static void
print_order_line(long order, long row)
{
	unsigned day, buyer, product, quantity, price;

	start(4, order);
	day = below(3 * 12 * 28);
	buyer = 1 + below(1000);
	start(5, row);
	product = 1 + below(1000);
	quantity = 1 + below(9999);
	price = 5 + below(50000);
	printf("O%07ld,%u-%02u-%02u,S%07u,USD,7.1,confirmed,P%07u,%u,%u.%02u\n",
	    order, 2022 + day / (12 * 28), 1 + day / 28 % 12, 1 + day % 28,
	    buyer, product, quantity, price / 100, price % 100);
}

static void
print_orders(long n)
{
	long order = 1, left = 1;

	puts("number,date,buyer,currency,rate,state,product,quantity,price");
	for (long row = 1; row <= n; row++) {
		print_order_line(order, row);
		if (--left == 0)
			left = 1 + ++order % 4;
	}
}

static const char *const quoted[] = {
	"USD", "JPY", "BGN", "CZK", "DKK", "GBP", "HUF", "PLN", "RON", "SEK",
	"CHF", "ISK", "NOK", "TRY", "AUD", "BRL", "CAD", "CNY", "HKD", "IDR",
	"ILS", "INR", "KRW", "MXN", "MYR", "NZD", "PHP", "SGD", "THB", "ZAR",
	"AED", "BHD", "CLP", "COP", "EGP", "KES", "KWD", "NGN", "PKR", "VND",
};

static void
print_rates(long n)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31 };
	int year = 1999, month = 0, day = 1;

	printf("Date");
	for (size_t i = 0; i < COUNT(quoted); i++)
		printf(",%s", quoted[i]);
	for (long row = 0; row < n; row++) {
		if ((size_t)row % COUNT(quoted) == 0) {
			printf(",\n%d-%02d-%02d", year, month + 1, day);
			day = day % days[month] + 1;
			month = (month + (day == 1)) % 12;
			year += day == 1 && month == 0;
		}
		start(6, row);
		printf(",%u.%04u", 1 + below(99), below(10000));
	}
	puts(",");
}

int
main(int argc, char **argv)
{
	long n = argc == 3 ? strtol(argv[2], NULL, 10) : 0;

	if (n > 0 && strcmp(argv[1], "suppliers") == 0)
		print_suppliers(1, n, 0);
	else if (n > 0 && strcmp(argv[1], "changed") == 0)
		print_suppliers(1, n / 10, 1);
	else if (n > 0 && strcmp(argv[1], "more") == 0)
		print_suppliers(n + 1, n + MORE_ROWS, 0);
	else if (n > 0 && strcmp(argv[1], "products") == 0)
		print_products(n);
	else if (n > 0 && strcmp(argv[1], "orders") == 0)
		print_orders(n);
	else if (n > 0 && strcmp(argv[1], "rates") == 0)
		print_rates(n);
	else
		return fprintf(stderr, "usage: generate suppliers|changed|more|"
		    "products|orders|rates N\n"), 2;
	return fflush(stdout) == 0 ? 0 : 1;
}
