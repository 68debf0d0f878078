"""The same for workbooks: rows spoilt as in dirt.py, written into cells in one
way or another, and what can be wrong with those."""

import datetime
import re

import dirt
import sheets

ROWS = [what for what in dirt.ROWS if what not in (
    dirt.title_above_short, dirt.footer_short, dirt.comment_line,
    dirt.control_character, dirt.cell_dropped, dirt.cell_doubled)]
ILLEGAL = {c: None for c in range(32) if c not in (9, 10, 13)}


def serial(day):
    """What a spreadsheet keeps of a date."""
    return (datetime.date.fromisoformat(day) -
            datetime.date(1899, 12, 30)).days


class Book:
    """How the cells of a case are written."""
    def __init__(self, case):
        self.case = case
        self.texts = []                 # shared ones
        self.has_shared = case.rng.random() < .5
        self.has_numbers = case.rng.random() < .6
        self.has_dates = case.rng.random() < .6
        self.date_style = sheets.DATE
        self.first_row = self.first_column = 1
        self.below = self.above = ""
        self.beside = {}                # (row, column) of the sheet: cell
        self.others = {}                # sheets that are not meant
        self.hidden = ()
        self.make_text = self.plain_text

    def plain_text(self, value):
        if not self.has_shared:
            return sheets.text(value)
        self.texts.append(value)
        return sheets.shared(len(self.texts) - 1)

    def headings(self):
        """The row that has most of them."""
        known = set(self.case.table.headings)
        return max(self.case.rows[:9], key=lambda row: len(set(row) & known))

    def kinds(self):
        """What the columns hold, by their headings."""
        table = self.case.table
        found = self.headings()
        of = [table.headings.index(heading) if heading in table.headings
              else None for heading in found]
        return ({c for c, i in enumerate(of) if i in table.numbers},
                {c for c, i in enumerate(of) if i in table.dates})

    def cell(self, value, row, column):
        """The cell of a value, by what its column holds."""
        value = value.translate(ILLEGAL)
        if value == "":
            return None
        as_number = value.replace(".", "", 1).isdigit() and value.isascii()
        if row and as_number and column in self.numbers and self.has_numbers:
            return sheets.number(value)
        if (row and column in self.dates and self.has_dates and
                re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
            return sheets.number(serial(value), self.date_style)
        return self.make_text(value)

    def data(self):
        self.numbers, self.dates = self.kinds()
        rows = [[self.cell(value, r, c) for c, value in enumerate(row)]
                for r, row in enumerate(self.case.rows)]
        for (r, c), cell in self.beside.items():
            while len(rows) <= r:
                rows.append([])
            rows[r] += [None] * (c + 1 - len(rows[r]))
            rows[r][c] = cell
        xml = sheets.sheet(rows, self.first_row, self.first_column - 1,
                           self.below, self.above)
        all_sheets = {**self.others, "Data": xml}
        return sheets.pack(sheets.parts(all_sheets, self.texts,
                                        hidden=self.hidden))


# ---- what can be wrong with cells ------------------------------------------

def as_it_is(_):
    """Only written as a workbook."""


def moved(book):
    book.first_row = book.case.rng.randint(2, 9)
    book.first_column = book.case.rng.randint(2, 5)


def dates_without_format(book):
    book.has_dates = True
    book.date_style = sheets.GENERAL
    return bool(book.case.table.dates)


def numbers_as_text(book):
    book.has_numbers = False


def dates_as_text(book):
    book.has_dates = False


def rich_text(book):
    book.make_text = lambda value: sheets.Cell(
        f"<is><r><t xml:space=\"preserve\">{sheets.escape(value[:2])}</t></r>"
        f"<r><t xml:space=\"preserve\">{sheets.escape(value[2:])}</t></r></is>",
        't="inlineStr"')


def with_reading_aids(book):
    """Phonetic runs are no part of the text."""
    book.make_text = lambda value: sheets.Cell(
        f"<is><t xml:space=\"preserve\">{sheets.escape(value)}</t>"
        "<rPh sb=\"0\" eb=\"1\"><t>にほん</t></rPh></is>", 't="inlineStr"')


def formulas(book):
    book.make_text = lambda value: sheets.Cell(
        f"<f>A1&amp;B1</f><v>{sheets.escape(value)}</v>", 't="str"')


def some_cell(book, cell):
    """Something else where a value stood."""
    at = book.case.filled(range(book.case.width))
    if at is None:
        return False
    book.beside[at] = cell


def formula_without_value(book):
    return some_cell(book, sheets.Cell("<f>SUM(A1:A9)</f>"))


def error(book):
    return some_cell(book, sheets.Cell(
        "<v>" + book.case.rng.choice(["#REF!", "#N/A", "#DIV/0!"]) + "</v>",
        't="e"'))


def no_such_text(book):
    return some_cell(book, sheets.shared(999999))


def remark_beside(book):
    at = book.case.data_row(), book.case.width + book.case.rng.randint(0, 3)
    book.beside[at] = sheets.text("check this")
    book.case.tell.append("no heading")


def other_table_below(book):
    at = len(book.case.rows) + 2
    for c, heading in enumerate(book.headings()):
        book.beside[at, c] = sheets.text(heading or "x")


def headings_of_two_rows(book):
    """Groups above, merged over several columns."""
    case = book.case
    case.rows.insert(0, dirt.padded(case, ["Group A", "", "Group B"]))
    book.below = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'


def merged_below(book):
    """What is the same in two rows stands there once."""
    rows = book.case.rows
    if book.case.table.noun in ("buyer", "inquiry"):
        return False            # contacts and lines leave them empty anyway
    for r in range(1, len(rows) - 1):
        for c in range(1, book.case.width):
            if rows[r][c] and rows[r][c] == rows[r + 1][c]:
                book.beside[r + 1, c] = None
                ref = "{0}{1}:{0}{2}".format(sheets.letters(c), r + 1, r + 2)
                book.below = ('<mergeCells count="1"><mergeCell '
                              f'ref="{ref}"/></mergeCells>')
                book.case.tell.append("the cell is merged")
                return True
    return False


def other_sheets(book):
    book.others = {"Cover": sheets.sheet([[sheets.text("Our list 2026")]]),
                   "Empty": sheets.sheet([])}


def hidden_sheet(book):
    old = [[sheets.text(v) if v else None for v in row]
           for row in book.case.table.all_rows()[:2]]
    book.others = {"Old": sheets.sheet(old)}
    book.hidden = ("Old",)


def size_that_lies(book):
    book.above = f'<dimension ref="{book.case.rng.choice(["A1", "A1:XFD9"])}"/>'


def long_number(book):
    codes = [c for c in book.case.table.codes if c > 0]
    at = book.case.filled(codes)
    if at is None:
        return False
    book.beside[at] = sheets.number("6222021234567890123")


CELLS = [as_it_is, as_it_is, moved, dates_without_format, numbers_as_text,
         dates_as_text, rich_text, with_reading_aids, formulas,
         merged_below, merged_below,
         formula_without_value, error, no_such_text, remark_beside,
         other_table_below, headings_of_two_rows, other_sheets, hidden_sheet,
         size_that_lies, long_number]


def pollute(case):
    """Its rows, its cells or both; leaves the file in case.data."""
    wanted = case.rng.choice([(0,), (1,), (1,), (0, 1)])
    if 0 in wanted:
        dirt.apply_one(case, ROWS)
    book = Book(case)
    while 1 in wanted:
        what = case.rng.choice(CELLS)
        if what(book) is not False:
            case.done.append(what.__name__)
            break
    case.data = book.data()
