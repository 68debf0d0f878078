"""What happens to files on their way: every function does one thing to a case
and says whether it could be done.

A case has rows (of the table, to be written down), text (written down) and
data (encoded), of which a function changes one; `tell` gathers what the
program may say, and then must, when it reads the file differently from the
clean one, as every reader would have to.

Left out is what no reader can see: a letter changed in a text, the values of
two text columns exchanged, a row left out, zeros in front taken away.
"""

import re

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


class Case:
    def __init__(self, table, dialect, rng):
        self.table = table
        self.dialect = dialect
        self.rng = rng
        self.rows = [list(row) for row in table.all_rows()]
        self.width = len(table.headings)
        self.text = None
        self.data = None
        self.encoding = "utf-8"
        self.tell = []
        self.done = []

    def data_row(self):
        return self.rng.randrange(1, len(self.rows))

    def filled(self, columns):
        """A cell of one of the columns that holds something, or None."""
        found = [(r, c) for r in range(1, len(self.rows)) for c in columns
                 if c < len(self.rows[r]) and self.rows[r][c]]
        return self.rng.choice(found) if found else None

    def lines(self):
        return self.text.split(self.dialect.end)


# ---- rows ------------------------------------------------------------------

def padded(case, texts):
    return texts + [""] * (case.width - len(texts))


def title_above(case):
    titles = [["Our list"], ["供应商名单 2026"], ["Printed", "2026-11-05"],
              ["To: Ms. Li", "From: sales"], ["", "CONFIDENTIAL"]]
    for _ in range(case.rng.randint(1, 4)):
        case.rows.insert(0, padded(case, case.rng.choice(titles)))


def title_above_short(case):
    for _ in range(case.rng.randint(1, 3)):
        case.rows.insert(0, [case.rng.choice(["Our list", "名单", "a b c"])])


def headings_twice(case):
    case.rows.insert(case.data_row(), list(case.rows[0]))


def headings_at_end(case):
    case.rows.append(list(case.rows[0]))


def headings_in_chinese(case):
    words = {"code": "编码", "name": "名称", "Company": "公司名称",
             "City": "城市", "Remarks": "备注", "city": "城市",
             "SKU": "货号", "Product": "品名", "Price": "单价",
             "number": "询盘号", "channel": "渠道", "Code": "编码"}
    case.rows.insert(1, [words.get(text, text) for text in case.rows[0]])


def heading_gone(case):
    case.rows[0] = list(case.rows[0])
    case.rows[0][case.rng.randrange(case.width)] = ""
    case.tell.append("no heading")


def heading_misspelt(case):
    case.rows[0] = list(case.rows[0])
    column = case.rng.randrange(case.width)
    case.rows[0][column] += "zz"
    case.tell.append("Columns not used")


def heading_repeated(case):
    case.rows[0] = list(case.rows[0])
    a, b = case.rng.sample(range(case.width), 2)
    case.rows[0][a] = case.rows[0][b]


def heading_cell_dropped(case):
    case.tell.append("no heading")
    case.rows[0] = list(case.rows[0])
    del case.rows[0][case.rng.randrange(case.width)]


def headings_shouted(case):
    case.rows[0] = [text.upper() for text in case.rows[0]]


def headings_dressed(case):
    case.rows[0] = [case.rng.choice(["* ", " ", "", "\ufeff", "\u3000"]) +
                    text + case.rng.choice([":", " *", "\u00a0", "", "："])
                    for text in case.rows[0]]


def all_headings_gone(case):
    del case.rows[0]


def total_below(case):
    word = case.rng.choice(["Total", "TOTAL:", "合计", "总计：", "Subtotal",
                            "Grand total", "小计", "Sum"])
    texts = padded(case, [])
    at = case.rng.choice([0, 1] + case.table.texts)
    texts[at] = word
    for column in case.table.numbers:
        texts[column] = "4"
    if case.table.has_lines and at > 4:
        texts[5] = ""
    case.rows.append(texts)


def total_of_one_cell(case):
    texts = padded(case, [])
    texts[case.table.texts[0]] = case.rng.choice(["Total", "合计", "共 7 家"])
    case.rows.append(texts)
    case.tell.append("only one cell")


def footer(case):
    words = ["End of report", "制表人：张三", "Page 1 of 3", "(continued)",
             "Printed 2026-11-05 09:30", "* prices without VAT"]
    texts = padded(case, [])
    texts[case.rng.choice([0] + case.table.texts)] = case.rng.choice(words)
    case.rows.insert(case.rng.choice([len(case.rows), case.data_row()]), texts)
    case.tell.append("only one cell")


def footer_short(case):
    case.rows.append([case.rng.choice(["End of report", "制表人：张三"])])


def ruling(case):
    mark = case.rng.choice(["---", "===", "-----", "___", "***"])
    case.rows.insert(case.rng.choice([1, len(case.rows)]),
                     [mark] * case.width)


def comment_line(case):
    case.rows.insert(case.data_row(), ["# checked by Li"])


def empty_rows(case):
    for _ in range(case.rng.randint(1, 3)):
        case.rows.insert(case.data_row(), [""] * case.width)


def empty_column(case):
    at = case.rng.randrange(case.width + 1)
    case.rows = [row[:at] + [""] + row[at:] for row in case.rows]


def running_numbers(case):
    case.rows = [[str(i) if i else "#"] + row
                 for i, row in enumerate(case.rows)]


def column_without_heading(case):
    case.rows = [row + [f"see {i}" if i else ""]
                 for i, row in enumerate(case.rows)]
    case.tell.append("no heading")


def trailing_delimiters(case):
    case.rows = [row + [""] for row in case.rows]


def trailing_in_data(case):
    case.rows = [row + [""] if i else row for i, row in enumerate(case.rows)]


def trailing_in_one(case):
    case.rows[case.data_row()].append("")


def shifted_right(case):
    """The last cell falls off."""
    r = case.data_row()
    if "" in case.rows[r]:
        return False
    case.rows[r] = [""] + case.rows[r][:-1]


def shifted_left(case):
    r = case.data_row()
    if "" in case.rows[r] or case.width < 5:
        return False
    case.rows[r] = case.rows[r][1:] + [""]


def all_shifted(case):
    if any("" in row for row in case.rows) or case.width < 5:
        return False
    case.rows = [case.rows[0]] + [[""] + row[:-1] for row in case.rows[1:]]


def cell_dropped(case):
    row = case.rows[case.data_row()]
    del row[case.rng.randrange(len(row))]


def cell_doubled(case):
    row = case.rows[case.data_row()]
    at = case.rng.randrange(len(row))
    row.insert(at, row[at])


def row_repeated(case):
    r = case.data_row()
    case.rows.insert(r, list(case.rows[r]))


def columns_turned(case):
    order = list(range(case.width))
    case.rng.shuffle(order)
    case.rows = [[row[i] for i in order] for row in case.rows]


def rows_turned(case):
    if case.table.has_lines or not case.table.codes:
        return False
    rest = case.rows[1:]
    case.rng.shuffle(rest)
    case.rows = case.rows[:1] + rest


# ---- cells -----------------------------------------------------------------

def in_column(case, columns, change, whole=False):
    """All cells of a column, or one, become another spelling."""
    at = case.filled(columns)
    if at is None:
        return False
    whole = whole or case.rng.random() < .5
    changed = False
    for r in range(1, len(case.rows)):
        old = case.rows[r][at[1]]
        if old and (whole or r == at[0]):
            new = change(old)
            changed = changed or new != old
            case.rows[r][at[1]] = new
    return changed


def grouped(text, mark, point):
    whole, _, rest = text.partition(".")
    groups = f"{int(whole):,}".replace(",", mark)
    return groups + (point + rest if rest else "")


def thousands(case):
    mark = case.rng.choice([",", " ", "\u00a0", "\u202f", "'", "’", "_",
                            "\u2009"])
    return in_column(case, case.table.numbers,
                     lambda text: grouped(text, mark, "."))


def thousands_by_point(case):
    case.tell.append("a point")
    return in_column(case, case.table.numbers,
                     lambda text: grouped(text, ".", ","), whole=True)


def decimal_comma(case):
    return in_column(case, case.table.numbers,
                     lambda text: text.replace(".", ","))


def full_width_digits(case):
    return in_column(case, case.table.numbers,
                     lambda text: text.translate(FULL_WIDTH))


def number_dressed(case):
    how = case.rng.choice(["${}", "{} USD", "¥{}", "{} pcs", "约{}", "{}元",
                           "({})", "{}-", "+{}", "{}%", "{} ", "\u00a0{}",
                           "'{}", "={}", "{}.", "\u200b{}", "{}\u200b"])
    case.tell.append("does not show")
    return in_column(case, case.table.numbers, how.format)


def exponent(case):
    return in_column(case, case.table.numbers,
                     lambda text: f"{float(text):.8E}")


def day_spelt(case):
    def change(text):
        y, m, d = text.split("-")
        return how.format(y=y, m=m, d=d, s=y[2:], n=int(m), e=int(d))
    how = case.rng.choice([
        "{d}.{m}.{y}", "{d}/{m}/{y}", "{m}/{d}/{y}", "{d}-{m}-{s}",
        "{y}/{n}/{e}", "{y}{m}{d}", "{y}年{n}月{e}日", "{y}.{m}.{d}",
        "{y}-{d}-{m}", "{s}-{m}-{d}", "{m}-{d}", "{n}月{e}日", "{y}-{m}",
        "{y}-{m}-{d}T00:00:00Z", "{y}-{m}-{d} 00:00:00", "'{y}-{m}-{d}",
        "{e} Nov {y}", "{y}‑{m}‑{d}", "{y}—{m}—{d}", "{d}{m}{y}",
        "{y}-{m}-{d}?", "ca. {y}-{m}-{d}", "{y}-W{m}-3", "46{e}1",
        "０{y}-{m}-{d}"])
    return in_column(case, case.table.dates, change)


def day_full_width(case):
    return in_column(case, case.table.dates,
                     lambda text: text.translate(FULL_WIDTH))


def blanks_around(case):
    blank = case.rng.choice([" ", "  ", "\u00a0", "\u3000", "\u2003",
                             "\ufeff"])
    return in_column(case, range(case.width),
                     lambda text: blank + text + blank)


def code_as_formula(case):
    case.tell.append("formula")
    return in_column(case, case.table.codes, '="{}"'.format)


def code_with_apostrophe(case):
    case.tell.append("apostrophe")
    return in_column(case, case.table.codes, "'{}".format)


def code_as_float(case):
    case.tell.append("took for a number")
    return in_column(case, case.table.codes,
                     lambda text: text + ".0" if text.isdigit() else text)


def code_with_exponent(case):
    case.tell.append("took for a number")
    return in_column(case, case.table.codes, lambda text:
                     f"{float(text):.5E}" if text.isdigit() else text)


def invisible(case):
    mark = case.rng.choice("\u200b\u200c\u200d\u2060\ufeff\u200e\u202e\u00ad")
    case.tell.append("cannot be seen")
    return in_column(case, case.table.codes + case.table.texts, lambda text:
                     text[:1] + mark + text[1:])


def control_character(case):
    mark = case.rng.choice("\x01\x07\x08\x0b\x0c\x1b\x7f\x85\x9b")
    case.tell.append("cannot be seen")
    return in_column(case, case.table.codes + case.table.texts, lambda text:
                     text[:1] + mark + text[1:])


def letters_lost(case):
    case.tell.append("lost")
    return in_column(case, case.table.texts, lambda text:
                     re.sub("[^\x00-\x7f]", "\ufffd", text))


def letters_to_questions(case):
    """As a spreadsheet saves what the code page cannot hold."""
    at = case.filled(case.table.texts)
    if at is None or not re.fullmatch("[^\x00-\x7f]+", case.rows[at[0]][at[1]]):
        return False
    case.tell.append("lost")
    case.rows[at[0]][at[1]] = "?" * len(case.rows[at[0]][at[1]])


def nothing_spelt(case):
    word = case.rng.choice(["NULL", "\\N", "None", "nan", "NaN", "N/A", "n/a",
                            "(null)", "null", "#N/A", "-"])
    empty = [(r, c) for r in range(1, len(case.rows))
             for c in range(case.width) if case.rows[r][c] == ""]
    if not empty:
        return False
    for r, c in empty:
        case.rows[r][c] = word
    case.tell.append("no value")


def single_quotes(case):
    marks = case.rng.choice(["''", "“”", "‘’", "``", "«»"])
    case.rows = [[marks[0] + text + marks[1] if not text.isdigit() else text
                  for text in row] for row in case.rows]
    case.tell.append("quotation marks")


def line_ends_in_cells(case):
    end = case.rng.choice(["\r\n", "\r"])
    case.rows = [[text.replace("\n", end) for text in row]
                 for row in case.rows]


ROWS = [title_above, title_above_short, headings_twice, headings_at_end,
        headings_in_chinese, heading_gone, heading_misspelt, heading_repeated,
        heading_cell_dropped, headings_shouted, headings_dressed,
        all_headings_gone, total_below, total_of_one_cell, footer,
        footer_short, ruling, comment_line, empty_rows, empty_column,
        running_numbers, column_without_heading, trailing_delimiters,
        trailing_in_data, trailing_in_one, shifted_right, shifted_left,
        all_shifted, cell_dropped, cell_doubled, row_repeated, columns_turned,
        rows_turned, thousands, thousands_by_point, decimal_comma,
        full_width_digits, number_dressed, exponent, day_spelt,
        day_full_width, blanks_around, code_as_formula, code_with_apostrophe,
        code_as_float, code_with_exponent, invisible, control_character,
        letters_lost, letters_to_questions, nothing_spelt, single_quotes,
        line_ends_in_cells]


# ---- text ------------------------------------------------------------------

def marks(case, wanted):
    """Where the quotation marks (or delimiters) of the dialect stand."""
    found, is_open, text = [], False, case.text
    for i, c in enumerate(text):
        if c == '"':
            is_open = not is_open
        if c == wanted and (c == '"' or not is_open):
            found.append(i)
    return found


def cut(case, at, n=1, instead=""):
    case.text = case.text[:at] + instead + case.text[at + n:]


def quote_lost(case):
    found = marks(case, '"')
    if not found:
        return False
    case.tell.append("quotation marks")
    if case.dialect.delimiter == "\t":     # 5" is a measure there
        found = [at for at in found if not case.text[at - 1].isdigit()]
        if not found:
            return False
    found = [at for at in found if case.text[at + 1:at + 2] != '"']
    for at in sorted(case.rng.sample(found, min(len(found), case.rng.choice(
            [1, 1, 2, 3]))), reverse=True):
        cut(case, at)


def quote_added(case):
    """In front of a cell: elsewhere in tab-delimited text it is a letter."""
    if case.dialect.delimiter != "\t" and case.rng.random() < .5:
        cut(case, case.rng.randrange(len(case.text) + 1), 0, '"')
        return True
    cut(case, case.rng.choice(marks(case, case.dialect.delimiter)) + 1, 0, '"')


def quotes_not_doubled(case):
    if '""' not in case.text or case.dialect.delimiter == "\t":
        return False
    case.text = case.text.replace('""', '"')


def quotes_escaped(case):
    if '""' not in case.text:
        return False
    case.tell.append("quotation marks")
    case.text = case.text.replace('""', '\\"')


def quotes_gone(case):
    if '"' not in case.text:
        return False
    case.text = case.text.replace('"', "")
    return not any('"' in text for row in case.rows for text in row)


def quotes_curly(case):
    if '"' not in case.text:
        return False
    case.text = case.text.replace('"', "”")
    case.tell.append("quotation marks")
    return not any('"' in text for row in case.rows for text in row)


def blank_before_quote(case):
    case.tell.append("quotation marks")
    case.text = case.text.replace(case.dialect.delimiter + '"',
                                  case.dialect.delimiter + ' "')
    return '"' in case.text


def delimiter_lost(case):
    cut(case, case.rng.choice(marks(case, case.dialect.delimiter)))


def delimiter_doubled(case):
    cut(case, case.rng.choice(marks(case, case.dialect.delimiter)), 0,
        case.dialect.delimiter)


def delimiter_changed(case):
    other = case.rng.choice([c for c in ",;\t|:" if
                             c != case.dialect.delimiter])
    found = marks(case, case.dialect.delimiter)
    for at in case.rng.sample(found, case.rng.randint(1, len(found))):
        cut(case, at, 1, other)


def all_delimiters_changed(case):
    """Without a thought for the quotation marks that are needed then; with
    tabs and names of fields, what follows a backslash is read as ours."""
    other = case.rng.choice([c for c in ",;\t|" if
                             c != case.dialect.delimiter])
    if other == "\t" and "\\" in case.text:
        return False
    for at in marks(case, case.dialect.delimiter):
        cut(case, at, 1, other)


def line_broken(case):
    at = case.rng.randrange(1, len(case.text))
    cut(case, at, 0, case.rng.choice(["\n", "\r\n", "\r"]))
    before = case.text[:at]
    case.tell.append("Headings are in row")
    return before.count('"') % 2 == 0 and before[-1:] not in "\r\n"


def lines_merged(case):
    at = case.text.find(case.dialect.end, case.rng.randrange(len(case.text)))
    if at < 0 or case.text[:at].count('"') % 2 == 1:
        return False
    cut(case, at, len(case.dialect.end), case.rng.choice(["", " "]))


def line_twice_as_long(case):
    lines = case.lines()
    at = case.rng.randrange(len(lines))
    lines[at] += case.dialect.delimiter + lines[at]
    case.text = case.dialect.end.join(lines)


def other_line_ends(case):
    ends = ["\r", "\r\n", "\n", "\r\r\n", "\n\r", "\n\n"]
    case.text = case.text.replace(case.dialect.end, case.rng.choice(
        ends[:3] if has_breaks(case) else ends))


def mixed_line_ends(case):
    case.text = re.sub(case.dialect.end, lambda _: case.rng.choice(
        ["\r", "\r\n", "\n"]), case.text)


def strange_line_ends(case):
    """That no spreadsheet takes for a line end."""
    case.tell += ["cannot be seen", "Columns not used"]
    case.text = case.text.replace(case.dialect.end, case.rng.choice(
        ["\x0b", "\x0c", "\x1e", "\u2028", "\u0085", "\\n"]))


def has_breaks(case):
    """In cells, where a line end is a part of the text."""
    return any("\n" in text or "\r" in text
               for row in case.rows for text in row)


def blank_lines(case):
    if has_breaks(case):
        return False
    case.text = case.text.replace(case.dialect.end, case.dialect.end * 2)


def no_last_line_end(case):
    case.text = case.text[:-len(case.dialect.end)]


def sep_line(case):
    case.text = f"sep={case.dialect.delimiter}{case.dialect.end}" + case.text


def wrong_sep_line(case):
    other = case.rng.choice([c for c in ",;\t|:" if
                             c != case.dialect.delimiter])
    case.text = f"sep={other}{case.dialect.end}" + case.text


def cut_off(case):
    case.text = case.text[:case.rng.randrange(1, len(case.text) - 1)]
    case.tell.append("does not end")
    ended = case.text[-1] in "\r\n"
    return not ended and case.text.count("\n") > 0


def beginning_lost(case):
    case.text = case.text[case.rng.randrange(1, len(case.rows[0][0]) + 2):]
    case.tell += ["Columns not used", "no heading"]


def garbage_below(case):
    case.text += case.rng.choice(["\x1a", "\x1a\x1a\x1a", "%%EOF", "</html>",
                                  "-- end --", "\n\n\n", ",,,", ";;;", "\t",
                                  "\ufeff", '"'])
    case.tell.append("does not end")


def two_files_in_one(case):
    case.tell.append("cannot be seen")
    case.text += case.rng.choice(["", "\ufeff", "\n"]) + case.text


def indented(case):
    blank = case.rng.choice(["  ", "    "])
    case.text = blank + case.text.replace(case.dialect.end,
                                          case.dialect.end + blank)
    return not has_breaks(case)


def line_numbers(case):
    lines = case.lines()
    case.text = case.dialect.end.join(f"{i}: {line}" if line else line
                                      for i, line in enumerate(lines, 1))
    case.tell.append("Columns not used")
    return case.table.headings[0].isascii()


TEXTS = [quote_lost, quote_lost, quote_added, quote_added, quotes_not_doubled,
         quotes_escaped, quotes_gone, quotes_curly, blank_before_quote,
         delimiter_lost, delimiter_doubled, delimiter_changed,
         all_delimiters_changed, line_broken, lines_merged,
         line_twice_as_long, other_line_ends, mixed_line_ends,
         strange_line_ends, blank_lines, no_last_line_end, sep_line,
         wrong_sep_line, cut_off, cut_off, beginning_lost, garbage_below,
         two_files_in_one, indented, line_numbers]


# ---- bytes -----------------------------------------------------------------

def encoded(case, encoding, mark=b""):
    try:
        case.data = mark + case.text.encode(encoding)
    except UnicodeEncodeError:
        return False


def utf8_mark(case):
    return encoded(case, "utf-8", b"\xef\xbb\xbf")


def utf8_mark_twice(case):
    return encoded(case, "utf-8", b"\xef\xbb\xbf" * 2)


def utf16_mark(case):
    if case.rng.random() < .5:
        return encoded(case, "utf-16-le", b"\xff\xfe")
    return encoded(case, "utf-16-be", b"\xfe\xff")


def utf16(case):
    return encoded(case, case.rng.choice(["utf-16-le", "utf-16-be"]))


def utf32(case):
    return encoded(case, "utf-32")


def odd_utf16(case):
    encoded(case, "utf-16")
    case.data = case.data[:-1]


def wrong_mark(case):
    encoded(case, "utf-8", case.rng.choice([b"\xff\xfe", b"\xfe\xff"]))


def other_encoding(case):
    """Where all is ASCII there is nothing to see."""
    name = case.rng.choice(["gb18030", "gb18030", "gbk", "big5", "shift_jis",
                            "latin-1", "cp1252", "cp437", "koi8-r", "euc-kr",
                            "euc-jp", "cp1254", "mac-roman"])
    case.tell.append("read as GB18030")
    return encoded(case, name)


def byte_changed(case):
    """Into one that no text has, or only one of GB18030."""
    case.tell.append("read as GB18030")
    at = case.rng.randrange(len(case.data))
    new = case.rng.choice([b"\0", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80",
                           b"\xf5\x80\x80\x80", b"\x80", b"\xe4\xbd"])
    case.data = case.data[:at] + new + case.data[at:]


def nuls_below(case):
    case.data += b"\0" * case.rng.randint(1, 600)


def end_mark_of_dos(case):
    case.data += b"\x1a"


def half_a_letter(case):
    letters = [i for i, c in enumerate(case.data) if c >= 0xc0]
    if not letters:
        return False
    case.data = case.data[:case.rng.choice(letters) + 1]


def encoded_twice(case):
    """Read as one encoding and written as another, not to be seen but by
    its letters; only for those that no text has."""
    text = case.text.encode().decode("cp1252", "replace")
    case.tell.append("lost")
    case.data = text.encode()
    return "\ufffd" in text


BYTES = [utf8_mark, utf8_mark_twice, utf16_mark, utf16, utf32, odd_utf16,
         wrong_mark, other_encoding, other_encoding, other_encoding,
         byte_changed, byte_changed, nuls_below, end_mark_of_dos,
         half_a_letter, encoded_twice]


def pollute(case):
    """One to three things that happen to it, in the order of a file's way."""
    groups = [ROWS, TEXTS, BYTES]
    wanted = set(case.rng.choice([(0,), (0,), (0,), (1,), (1,), (2,), (0, 2),
                                  (0, 1), (1, 2)]))
    for i, group in enumerate(groups):
        if i == 1:
            case.text = case.dialect.text(case.rows)
        if i == 2:
            case.data = case.text.encode()
        if i in wanted:
            apply_one(case, group)


def apply_one(case, group):
    while True:
        kept = ([list(row) for row in case.rows], case.text, case.data,
                list(case.tell))
        what = case.rng.choice(group)
        if what(case) is not False:
            case.done.append(what.__name__)
            return
        case.rows, case.text, case.data, case.tell = kept
