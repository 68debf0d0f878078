"""Workbooks made by hand, so that they can be wrong in any way."""

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
GENERAL, DATE, PERCENT, AS_TEXT = range(4)


def letters(column):
    """A for 0, AA for 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


class Cell:
    """A cell as the file has it: `text` of XML and attributes."""
    def __init__(self, xml, attributes=""):
        self.xml = xml
        self.attributes = attributes


def text(value):
    return Cell(f'<is><t xml:space="preserve">{escape(value)}</t></is>',
                't="inlineStr"')


def number(value, style=GENERAL):
    return Cell(f"<v>{value}</v>", f's="{style}"')


def shared(index):
    return Cell(f"<v>{index}</v>", 't="s"')


def row_xml(cells, row, first_column):
    found = []
    for i, cell in enumerate(cells):
        if cell is not None:
            found.append(f'<c r="{letters(first_column + i)}{row}" '
                         f'{cell.attributes}>{cell.xml}</c>')
    return f'<row r="{row}">{"".join(found)}</row>'


def sheet(rows, first_row=1, first_column=0, below="", above=""):
    """Rows of cells; None is no cell, a row of None no row."""
    data = "".join(row_xml(cells, first_row + i, first_column)
                   for i, cells in enumerate(rows) if cells is not None)
    return (f'{HEAD}<worksheet xmlns="{MAIN}">{above}'
            f'<sheetData>{data}</sheetData>{below}</worksheet>')


STYLES = (f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs count="4">'
          '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/>'
          '<xf numFmtId="49"/></cellXfs></styleSheet>')
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
TYPES = (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
         'content-types"><Default Extension="xml" ContentType="application/'
         'xml"/><Default Extension="rels" ContentType="application/vnd.'
         'openxmlformats-package.relationships+xml"/>'
         f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}sheet.'
         'main+xml"/></Types>')
RELATIONS = (f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/'
             'package/2006/relationships">{}</Relationships>')
RELATION = '<Relationship Id="{}" Type="' + REL + '/{}" Target="{}"/>'


def parts(sheets, texts=(), is_1904=False, hidden=()):
    """All parts of a workbook of sheets (name: XML), as name: bytes."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"'
        f'{" state=" + chr(34) + "hidden" + chr(34) if name in hidden else ""}'
        "/>" for i, name in enumerate(names, 1))
    of_book = [RELATION.format(f"rId{i}", "worksheet",
                               f"worksheets/sheet{i}.xml")
               for i in range(1, len(names) + 1)]
    of_book.append(RELATION.format("rId98", "styles", "styles.xml"))
    of_book.append(RELATION.format("rId99", "sharedStrings",
                                   "sharedStrings.xml"))
    strings = "".join(f"<si><t xml:space=\"preserve\">{escape(t)}</t></si>"
                      for t in texts)
    found = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(RELATION.format(
            "rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}">'
        f'<workbookPr{" date1904=" + chr(34) + "1" + chr(34) if is_1904 else ""}'
        f'/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format("".join(of_book)),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    for i, name in enumerate(names, 1):
        found[f"xl/worksheets/sheet{i}.xml"] = sheets[name]
    return {name: xml.encode() for name, xml in found.items()}


def pack(found, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in found.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def book(rows, **how):
    """A workbook of one sheet of texts."""
    cells = [[text(value) if isinstance(value, str) else value
              for value in row] for row in rows]
    return pack(parts({"Sheet1": sheet(cells, **how)}))
