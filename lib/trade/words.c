/*
 * Amounts in words.  Knows how numbers are said and what money is called; what
 * the amount is for, it does not know.
 */
#include "trade/words.h"

#include <string.h>

#include "value/codes.h"

/* What one and several of a currency are called, and of its minor units.  In
 * Chinese its name; `unit` counts it where 角 and 分 do, too. */
struct money {
	const char	*code;
	const char	*one, *many;
	const char	*minor, *minors;	/* NULL: as a fraction */
	const char	*zh, *unit;		/* NULL: no unit */
};

/* By code. */
static const struct money moneys[] = {
	{ "AED", "UAE DIRHAM", "UAE DIRHAMS", "FILS", "FILS", "阿联酋迪拉姆", NULL },
	{ "AUD", "AUSTRALIAN DOLLAR", "AUSTRALIAN DOLLARS", "CENT", "CENTS", "澳元", "元" },
	{ "BHD", "BAHRAINI DINAR", "BAHRAINI DINARS", "FILS", "FILS", "巴林第纳尔", NULL },
	{ "BRL", "BRAZILIAN REAL", "BRAZILIAN REAIS", "CENTAVO", "CENTAVOS", "巴西雷亚尔", NULL },
	{ "CAD", "CANADIAN DOLLAR", "CANADIAN DOLLARS", "CENT", "CENTS", "加拿大元", "元" },
	{ "CHF", "SWISS FRANC", "SWISS FRANCS", "CENTIME", "CENTIMES", "瑞士法郎", "元" },
	{ "CNY", "RMB YUAN", "RMB YUAN", "FEN", "FEN", "人民币", "圆" },
	{ "DKK", "DANISH KRONE", "DANISH KRONER", "ORE", "ORE", "丹麦克朗", NULL },
	{ "EUR", "EURO", "EUROS", "CENT", "CENTS", "欧元", "元" },
	{ "GBP", "POUND STERLING", "POUNDS STERLING", "PENNY", "PENCE", "英镑", "元" },
	{ "HKD", "HONG KONG DOLLAR", "HONG KONG DOLLARS", "CENT", "CENTS", "港元", "元" },
	{ "IDR", "INDONESIAN RUPIAH", "INDONESIAN RUPIAH", "SEN", "SEN", "印度尼西亚盾", NULL },
	{ "ILS", "ISRAELI SHEKEL", "ISRAELI SHEKELS", "AGORA", "AGOROT", "以色列新谢克尔", NULL },
	{ "INR", "INDIAN RUPEE", "INDIAN RUPEES", "PAISA", "PAISE", "印度卢比", NULL },
	{ "JOD", "JORDANIAN DINAR", "JORDANIAN DINARS", "FILS", "FILS", "约旦第纳尔", NULL },
	{ "JPY", "JAPANESE YEN", "JAPANESE YEN", NULL, NULL, "日元", "元" },
	{ "KRW", "KOREAN WON", "KOREAN WON", NULL, NULL, "韩元", "元" },
	{ "KWD", "KUWAITI DINAR", "KUWAITI DINARS", "FILS", "FILS", "科威特第纳尔", NULL },
	{ "MOP", "MACAO PATACA", "MACAO PATACAS", "AVO", "AVOS", "澳门元", "元" },
	{ "MXN", "MEXICAN PESO", "MEXICAN PESOS", "CENTAVO", "CENTAVOS", "墨西哥比索", NULL },
	{ "MYR", "MALAYSIAN RINGGIT", "MALAYSIAN RINGGIT", "SEN", "SEN", "马来西亚林吉特", NULL },
	{ "NOK", "NORWEGIAN KRONE", "NORWEGIAN KRONER", "ORE", "ORE", "挪威克朗", NULL },
	{ "NZD", "NEW ZEALAND DOLLAR", "NEW ZEALAND DOLLARS", "CENT", "CENTS", "新西兰元", "元" },
	{ "OMR", "OMANI RIAL", "OMANI RIALS", "BAISA", "BAISA", "阿曼里亚尔", NULL },
	{ "PHP", "PHILIPPINE PESO", "PHILIPPINE PESOS", "CENTAVO", "CENTAVOS", "菲律宾比索", NULL },
	{ "PLN", "POLISH ZLOTY", "POLISH ZLOTY", "GROSZ", "GROSZY", "波兰兹罗提", NULL },
	{ "QAR", "QATARI RIYAL", "QATARI RIYALS", "DIRHAM", "DIRHAMS", "卡塔尔里亚尔", NULL },
	{ "RUB", "RUSSIAN ROUBLE", "RUSSIAN ROUBLES", "KOPECK", "KOPECKS", "俄罗斯卢布", NULL },
	{ "SAR", "SAUDI RIYAL", "SAUDI RIYALS", "HALALA", "HALALAS", "沙特里亚尔", NULL },
	{ "SEK", "SWEDISH KRONA", "SWEDISH KRONOR", "ORE", "ORE", "瑞典克朗", NULL },
	{ "SGD", "SINGAPORE DOLLAR", "SINGAPORE DOLLARS", "CENT", "CENTS", "新加坡元", "元" },
	{ "THB", "THAI BAHT", "THAI BAHT", "SATANG", "SATANG", "泰铢", NULL },
	{ "TRY", "TURKISH LIRA", "TURKISH LIRA", "KURUS", "KURUS", "土耳其里拉", NULL },
	{ "TWD", "NEW TAIWAN DOLLAR", "NEW TAIWAN DOLLARS", "CENT", "CENTS", "新台币", "元" },
	{ "USD", "US DOLLAR", "US DOLLARS", "CENT", "CENTS", "美元", "元" },
	{ "VND", "VIETNAMESE DONG", "VIETNAMESE DONG", NULL, NULL, "越南盾", NULL },
	{ "ZAR", "SOUTH AFRICAN RAND", "SOUTH AFRICAN RAND", "CENT", "CENTS", "南非兰特", NULL },
};

/* An amount in whole units of its currency and minor ones. */
struct sum {
	const struct money	*money;
	struct money		 unnamed;	/* what it is, then */
	bool			 is_negative;
	uint64_t		 units;
	unsigned		 minors;
	int			 digits;	/* of the minor units */
};

static const struct money *
find_money(const char *code)
{
	for (size_t i = 0; i < COUNT(moneys); i++)
		if (strcmp(moneys[i].code, code) == 0)
			return &moneys[i];
	return NULL;
}

static enum status
split(struct decimal amount, const char *currency, struct sum *out)
{
	const struct code *code = code_get(&currency_codes, currency);
	uint64_t micros, minor = DECIMAL_SCALE;

	if (code == NULL)
		return fail(E_INVALID, _("'%s' is no currency"), currency);
	if (decimal_is_none(amount))
		return fail(E_INVALID, _("there is no amount to write in "
		    "words"));
	for (int i = 0; i < code->digits; i++)
		minor /= 10;
	micros = amount.micros < 0 ? -(uint64_t)amount.micros :
	    (uint64_t)amount.micros;
	if (micros % minor != 0) {
		char text[DECIMAL_TEXT_MAX];

		decimal_format(amount, 0, text);
		return fail(E_INVALID, _("%s %s cannot be written in words: "
		    "it has more decimals than the currency"), currency, text);
	}
	out->unnamed = (struct money){ .code = code->code, .one = code->code,
	    .many = code->code, .zh = code->zh };
	out->money = find_money(currency);
	if (out->money == NULL)
		out->money = &out->unnamed;
	out->is_negative = amount.micros < 0;
	out->units = micros / DECIMAL_SCALE;
	out->minors = (unsigned)(micros % DECIMAL_SCALE / minor);
	out->digits = code->digits;
	return OK;
}

static unsigned
minors_in_unit(const struct sum *sum)
{
	unsigned n = 1;

	for (int i = 0; i < sum->digits; i++)
		n *= 10;
	return n;
}

/* ---- English ------------------------------------------------------------- */

static const char *const small[] = {
	"ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT",
	"NINE", "TEN", "ELEVEN", "TWELVE", "THIRTEEN", "FOURTEEN", "FIFTEEN",
	"SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN"
};
static const char *const tens[] = {
	"", "", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY",
	"EIGHTY", "NINETY"
};

static void
add_word(struct strbuf *out, const char *word)
{
	strbuf_addch(out, ' ');
	strbuf_addstr(out, word);
}

static void
add_below_hundred(struct strbuf *out, unsigned n)
{
	if (n < COUNT(small)) {
		add_word(out, small[n]);
		return;
	}
	add_word(out, tens[n / 10]);
	if (n % 10 != 0)
		strbuf_addf(out, "-%s", small[n % 10]);
}

static void
add_below_thousand(struct strbuf *out, unsigned n)
{
	if (n >= 100) {
		add_word(out, small[n / 100]);
		add_word(out, "HUNDRED");
		if (n % 100 == 0)
			return;
		add_word(out, "AND");
	}
	add_below_hundred(out, n % 100);
}

static void
add_english(struct strbuf *out, uint64_t n)
{
	static const char *const powers[] = {
		"TRILLION", "BILLION", "MILLION", "THOUSAND", NULL
	};
	uint64_t power = 1000000000000;

	if (n == 0)
		add_word(out, small[0]);
	for (size_t i = 0; i < COUNT(powers); i++, power /= 1000) {
		unsigned group = (unsigned)(n / power % 1000);

		if (group == 0)
			continue;
		add_below_thousand(out, group);
		if (powers[i] != NULL)
			add_word(out, powers[i]);
	}
}

enum status
words_english(struct decimal amount, const char *currency, struct strbuf *out)
{
	struct sum sum;
	enum status st = split(amount, currency, &sum);

	if (st != OK)
		return st;
	strbuf_addstr(out, sum.is_negative ? "SAY MINUS" : "SAY");
	add_word(out, sum.units == 1 ? sum.money->one : sum.money->many);
	add_english(out, sum.units);
	if (sum.minors != 0) {
		add_word(out, "AND");
		if (sum.money->minor != NULL) {
			add_word(out, sum.minors == 1 ? sum.money->minor :
			    sum.money->minors);
			add_english(out, sum.minors);
		} else
			strbuf_addf(out, " %0*u/%u", sum.digits, sum.minors,
			    minors_in_unit(&sum));
	}
	add_word(out, "ONLY");
	return OK;
}

void
words_cartons_english(uint64_t n, struct strbuf *out)
{
	strbuf_addstr(out, "SAY");
	add_english(out, n);
	add_word(out, n == 1 ? "CARTON" : "CARTONS");
	add_word(out, "ONLY");
}

/* ---- Chinese ------------------------------------------------------------- */

static const char *const capitals[] = {
	"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"
};

/* A group of four digits; zeros at its end are not said, those between two
 * digits once. */
static void
add_group(struct strbuf *out, unsigned group)
{
	static const char *const places[] = { "仟", "佰", "拾", "" };
	bool zero = false, said = false;
	unsigned place = 1000;

	for (size_t i = 0; i < COUNT(places); i++, place /= 10) {
		unsigned digit = group / place % 10;

		if (digit == 0) {
			zero = said;
			continue;
		}
		if (zero)
			strbuf_addstr(out, capitals[0]);
		strbuf_addstr(out, capitals[digit]);
		strbuf_addstr(out, places[i]);
		zero = false;
		said = true;
	}
}

/* Of zeros that a group begins with, or that a whole one is, one is said when
 * others stand before them; of those at the end of the group before, none needs
 * to be (壹拾万柒仟). */
static void
add_capitals(struct strbuf *out, uint64_t n)
{
	static const char *const powers[] = { "万亿", "亿", "万", "" };
	uint64_t power = 1000000000000;
	bool zero = false, said = false;

	if (n == 0)
		strbuf_addstr(out, capitals[0]);
	for (size_t i = 0; i < COUNT(powers); i++, power /= 10000) {
		unsigned group = (unsigned)(n / power % 10000);

		zero = said && (zero || group < 1000);
		if (group == 0)
			continue;
		if (zero)
			strbuf_addstr(out, capitals[0]);
		add_group(out, group);
		strbuf_addstr(out, powers[i]);
		zero = false;
		said = true;
	}
}

/* 元, 角 and 分. */
static void
add_coins(struct strbuf *out, const struct sum *sum)
{
	unsigned jiao = sum->minors / 10, fen = sum->minors % 10;
	bool has_units = sum->units != 0 || sum->minors == 0;

	if (has_units) {
		add_capitals(out, sum->units);
		strbuf_addstr(out, sum->money->unit);
		if (sum->minors != 0 && (jiao == 0 || sum->units % 10 == 0))
			strbuf_addstr(out, capitals[0]);
	}
	if (jiao != 0)
		strbuf_addf(out, "%s角", capitals[jiao]);
	if (fen != 0)
		strbuf_addf(out, "%s分", capitals[fen]);
	else
		strbuf_addstr(out, "整");
}

static void
add_fraction(struct strbuf *out, const struct sum *sum)
{
	add_capitals(out, sum->units);
	if (sum->minors == 0) {
		strbuf_addstr(out, "整");
		return;
	}
	strbuf_addstr(out, sum->digits == 3 ? "又千分之" :
	    sum->digits == 4 ? "又万分之" : "又百分之");
	add_capitals(out, sum->minors);
}

enum status
words_chinese(struct decimal amount, const char *currency, struct strbuf *out)
{
	struct sum sum;
	enum status st = split(amount, currency, &sum);

	if (st != OK)
		return st;
	strbuf_addstr(out, sum.money->zh);
	if (sum.is_negative)
		strbuf_addstr(out, "负");
	if (sum.money->unit != NULL)
		add_coins(out, &sum);
	else
		add_fraction(out, &sum);
	return OK;
}

void
words_cartons_chinese(uint64_t n, struct strbuf *out)
{
	add_capitals(out, n);
	strbuf_addstr(out, "箱整");
}
