"""Clean tables of several kinds, and what they look like as files.

A table is what the program must read, whatever happens to the file: a noun,
headings and rows of texts.  Which columns are numbers, dates and codes is
written beside it, so that what is done to it can be aimed.
"""

import copy

NINGBO = "宁波星光灯具有限公司"
FIRMS = ["Acme Ltd", "Blaue Lampen GmbH", "Société d'Éclairage", NINGBO,
         "義烏市小商品城", "Zoë & Søn A/S", "O'Neill Trading", "佛山光明电器厂",
         "Lamp 5\" Works", "Ünal Aydınlatma"]
CITIES = ["Ningbo", "Paris", "义乌", "Köln", "Foshan", "İzmir", "Cork"]
NOTES = ["", "pays late, always", "first line\nsecond line", "says \"soon\"",
         "见合同第3条，另议", "C:\\new\\table", "a|b;c", "50% up front", "x"]


class Table:
    def __init__(self, noun, headings, rows, **kinds):
        self.noun = noun
        self.headings = headings
        self.rows = rows
        self.numbers = kinds.get("numbers", [])
        self.dates = kinds.get("dates", [])
        self.codes = kinds.get("codes", [])
        self.texts = kinds.get("texts", [])
        self.has_lines = kinds.get("has_lines", False)
        self.heads = kinds.get("heads")     # of what the rows are lines

    def copy(self):
        return copy.deepcopy(self)

    def all_rows(self):
        return [self.headings] + self.rows


def amount(rng):
    return rng.choice([str(rng.randint(1, 999)),
                       f"{rng.randint(0, 99)}.{rng.randint(1, 9)}",
                       f"{rng.randint(0, 9999)}.{rng.randint(10, 98)}5",
                       str(rng.randint(1000, 9999)),
                       f"{rng.randint(10, 99)}{rng.randint(1000, 9999)}.25"])


def day(rng):
    """Behind the twelfth: the day cannot be taken for the month."""
    return f"2026-{rng.randint(1, 11):02}-{rng.randint(13, 28)}"


def suppliers(rng):
    rows = [[f"{i:03}", f"{rng.choice(FIRMS)} {i}", rng.choice(CITIES),
             rng.choice(["CN", "DE", "FR", "VN"]),
             f"{rng.randint(0, 99999):05}",
             f"{rng.randint(0, 10 ** 9):019}", f"{rng.randint(0, 4)}."
             f"{rng.randint(1, 9)}", rng.choice(["NET30", "T/T 30/70"]),
             rng.choice(NOTES)] for i in range(1, rng.randint(5, 12))]
    return Table("supplier", ["code", "name", "city", "country", "postcode",
                              "account", "rating", "terms", "notes"], rows,
                 numbers=[6], codes=[0, 4, 5], texts=[1, 2, 8])


def chinese(rng):
    rows = [[f"G{i:04}", rng.choice([NINGBO, "佛山光明电器厂"]) + str(i),
             rng.choice(["宁波", "义乌", "佛山"]), "中国", "人民币",
             f"{rng.randint(1, 4)}.5", rng.choice(["", "月结", "老客户，可靠"])]
            for i in range(1, rng.randint(5, 10))]
    return Table("supplier", ["供应商编码", "供应商名称", "城市", "国家", "币种",
                              "评级", "备注"], rows,
                 numbers=[5], codes=[0], texts=[1, 2, 6])


def products(rng):
    rows = [[f"P-{i:03}", f"Lamp {i}, {rng.choice(['red', '红', 'blue'])}",
             rng.choice(["8539520000", "0102030405"]), amount(rng),
             rng.choice(["USD", "EUR", "CNY"]), amount(rng),
             str(rng.randint(1, 90)), rng.choice(NOTES)]
            for i in range(1, rng.randint(5, 12))]
    return Table("product", ["SKU", "Product", "HS code", "Price", "Currency",
                             "MOQ", "Lead days", "Notes"], rows,
                 numbers=[3, 5], codes=[0, 2], texts=[1, 7])


def inquiries(rng):
    rows = []
    for i in range(1, rng.randint(4, 8)):
        head = [f"Q-{i:02}", day(rng), rng.choice(["fair", "email"]),
                rng.choice(FIRMS), day(rng)]
        for line in range(1, rng.randint(2, 4)):
            rows.append((head if line == 1 else [""] * 5) + [
                str(line), f"bulb {line}, {rng.choice(['E27', '白'])}",
                amount(rng), amount(rng)])
    return Table("inquiry", ["number", "date", "channel", "company",
                             "wanted_date", "line", "description", "quantity",
                             "target_price"], rows,
                 numbers=[7, 8], dates=[1, 4], texts=[3, 6], has_lines=True)


def contacts(rng):
    rows = []
    for i in range(1, rng.randint(4, 8)):
        for who in range(rng.randint(1, 2)):
            rows.append([f"B{i}", f"{FIRMS[i]}", "DE", f"Anna {who}",
                         f"a{who}@example.com", f"+49 30 {i}{who}5550",
                         str(i % 5)])
    return Table("buyer", ["Code", "Name", "Country", "Contact", "Email",
                           "Phone", "Rating"], rows,
                 numbers=[6], codes=[0, 5], texts=[1, 3])


def names(rng):
    """Few columns, and texts only."""
    rows = [[f"{rng.choice(FIRMS)} {i}", rng.choice(CITIES),
             rng.choice(["red", "says \"no\"", "a, b"])]
            for i in range(1, rng.randint(4, 9))]
    return Table("supplier", ["Company", "City", "Remarks"], rows,
                 texts=[0, 1, 2])


def reference_rates(rng):
    """As the European Central Bank gives them."""
    codes = rng.sample(["USD", "JPY", "GBP", "CNY", "CHF", "SEK"], 4)
    rows = [[f"2026-11-{i}"] + [amount(rng) for _ in codes]
            for i in range(27, rng.randint(17, 24), -1)]
    return Table("rate", ["Date", *codes], rows, numbers=[1, 2, 3, 4],
                 dates=[0], texts=[0])


def board(rng):
    """As a bank hangs it out."""
    rows = [[name, *(amount(rng) for _ in range(4)), f"2026-11-{20 - i}"]
            for i, name in enumerate(["美元", "欧元", "日元", "英镑", "瑞士法郎"]
                                     [:rng.randint(2, 5)])]
    return Table("rate", ["货币名称", "现汇买入价", "现钞买入价", "现汇卖出价",
                          "中行折算价", "发布日期"], rows,
                 numbers=[1, 2, 3, 4], dates=[5], texts=[0])


def details(rng):
    """Lines of orders that stand in another file."""
    orders = [f"O-{i:02}" for i in range(1, rng.randint(4, 7))]
    rows = [[order, str(line), f"bulb {line}, {rng.choice(['E27', '白'])}",
             amount(rng), amount(rng), rng.choice(["pcs", "SET", "ctn"])]
            for order in orders for line in range(1, rng.randint(2, 4))]
    heads = "number,buyer,date,currency\n" + "".join(
        f"{order},NORD,2026-11-05,USD\n" for order in orders)
    return Table("order", ["number", "line", "description", "quantity",
                           "price", "unit"], rows, numbers=[3, 4], codes=[0],
                 texts=[2], heads=heads)


KINDS = [suppliers, chinese, products, inquiries, contacts, names,
         reference_rates, board, details]


class Dialect:
    """How a table is written down."""
    def __init__(self, delimiter=",", end="\n", quoting="some"):
        self.delimiter = delimiter
        self.end = end
        self.quoting = quoting          # some, all, text

    def cell(self, text):
        special = self.delimiter + '"\n\r' + (
            "\\" if self.delimiter == "\t" else "")
        number = text.replace(".", "", 1).isdigit()
        if (self.quoting == "all" or self.quoting == "text" and not number
                or any(c in text for c in special)):
            return '"' + text.replace('"', '""') + '"'
        return text

    def line(self, row):
        return self.delimiter.join(self.cell(text) for text in row)

    def text(self, rows):
        return "".join(self.line(row) + self.end for row in rows)


def any_dialect(rng):
    return Dialect(rng.choice(",,,;\t|"), rng.choice(["\n", "\n", "\r\n"]),
                   rng.choice(["some", "some", "all", "text"]))
