"""A book as flat OpenDocument, which LibreOffice then opens and saves as what is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from tests.data.registers.making.book import Book, Cell, Row, Sheet

NAMES = {
    "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
}  # fmt: skip
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet" '
    + " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in NAMES.items())
    + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:msoxl="http://schemas.microsoft.com/office/excel/formula">\n'
)

BOLD = '<style:text-properties fo:font-weight="bold"/>'
DAYS = {
    "dd/mm/yyyy": ("d2", "m2", "y4", "/"), "dd.mm.yyyy": ("d2", "m2", "y4", "."),
    "dd-mmm-yy": ("d2", "mt", "y2", "-"), "d mmm yyyy": ("d1", "mt", "y4", " "),
}  # fmt: skip
PARTS = {
    "d1": "<number:day/>", "d2": '<number:day number:style="long"/>', "m2": '<number:month number:style="long"/>',
    "mt": '<number:month number:textual="true"/>', "y2": "<number:year/>", "y4": '<number:year number:style="long"/>',
}  # fmt: skip


def flat_ods(book: Book) -> str:
    """The document; every look of a cell is an automatic style, every sheet a table."""
    looks = sorted({_look(cell, sheet) for sheet in book.sheets for line in sheet.rows for cell in line.cells})
    widths = sorted({width for sheet in book.sheets for width in sheet.widths})
    styles = [_date_style(shown) for shown in sorted({sheet.days for sheet in book.sheets})]
    styles += [_cell_style(look) for look in looks]
    styles += [
        f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * 0.21:.2f}cm"/></style:style>'
        for width in widths
    ]
    styles.append(
        '<style:style style:name="seen" style:family="table"><style:table-properties table:display="true"/></style:style>'
    )
    styles.append(
        '<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    choices = [choice for sheet in book.sheets for choice in _choices(sheet)]
    filters = [_filter(number, sheet) for number, sheet in enumerate(book.sheets) if sheet.filter]
    return (
        HEAD
        + f"<office:automatic-styles>{''.join(styles)}</office:automatic-styles>\n<office:body><office:spreadsheet>\n"
        + (f"<table:content-validations>{''.join(choices)}</table:content-validations>\n" if choices else "")
        + "\n".join(_sheet(sheet) for sheet in book.sheets)
        + (f"\n<table:database-ranges>{''.join(filters)}</table:database-ranges>" if filters else "")
        + "\n</office:spreadsheet></office:body></office:document>\n"
    )


def _look(cell: Cell, sheet: Sheet) -> tuple[str, bool, str]:
    """The form of a date, bold, fill."""
    shown = "moment" if isinstance(cell.value, datetime) else sheet.days if isinstance(cell.value, date) else ""
    return shown, cell.bold, cell.fill


def _name(look: tuple[str, bool, str]) -> str:
    return "c" + "".join(c if c.isalnum() else str(ord(c)) for c in f"{look[0]}{'b' * look[1]}{look[2]}")


def _cell_style(look: tuple[str, bool, str]) -> str:
    shown, bold, fill = look
    data = f' style:data-style-name="n{_name((shown, False, ""))}"' if shown else ""
    back = f' fo:background-color="#{fill}"' if fill else ""
    return (
        f'<style:style style:name="{_name(look)}" style:family="table-cell"{data}>'
        f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"{back} fo:border="0.5pt solid #808080"/>'
        f"{BOLD * bold}</style:style>"
    )


def _date_style(shown: str) -> str:
    *parts, between = DAYS[shown]
    text = f"<number:text>{between}</number:text>"
    name = _name((shown, False, ""))
    return f'<number:date-style style:name="n{name}">{text.join(PARTS[part] for part in parts)}</number:date-style>'


def _sheet(sheet: Sheet) -> str:
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in sheet.widths)
    look = "unseen" if sheet.hidden else "seen"
    rows = "\n".join(_row(sheet, number, line) for number, line in enumerate(sheet.rows, 1))
    frame = f'<table:table table:name={quoteattr(sheet.name)} table:style-name="{look}">{columns or "<table:table-column/>"}\n'
    return f"{frame}{rows}</table:table>"


def _row(sheet: Sheet, number: int, line: Row) -> str:
    seen = {"": "", "hand": ' table:visibility="collapse"', "filter": ' table:visibility="filter"'}[line.gone]
    cells = "".join(_cell(sheet, number, column, cell) for column, cell in enumerate(line.cells))
    return f"<table:table-row{seen}>{cells or '<table:table-cell/>'}</table:table-row>"


def _cell(sheet: Sheet, number: int, column: int, cell: Cell) -> str:
    attributes = f' table:style-name="{_name(_look(cell, sheet))}"' if cell.value is not None or cell.fill else ""
    for place, choice in enumerate(sheet.choices):
        if _within(choice.area, number, column):
            attributes += f' table:content-validation-name="{_choice_name(sheet, place)}"'
    if cell.across > 1 or cell.down > 1:
        attributes += f' table:number-columns-spanned="{cell.across}" table:number-rows-spanned="{cell.down}"'
    if cell.formula:
        attributes += f" table:formula={quoteattr('msoxl:=' + cell.formula)}"
    note = (
        f'<office:annotation office:display="false"><dc:creator></dc:creator>{_text(cell.note)}</office:annotation>'
        if cell.note
        else ""
    )
    return f"<table:table-cell{attributes}{_typed(cell)}>{note}{_shown(cell)}</table:table-cell>"


def _typed(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"'
    if isinstance(value, int | float):
        return f' office:value-type="float" office:value="{value}"'
    return ' office:value-type="string"' if value is not None else ""


def _shown(cell: Cell) -> str:
    return _text(cell.value) if isinstance(cell.value, str) else ""


def _text(text: str) -> str:
    """Lines as paragraphs; blanks at the ends of a line, and beyond the first, as counted blanks."""
    return "".join(f"<text:p>{_blanks(escape(line))}</text:p>" for line in text.split("\n"))


def _blanks(line: str) -> str:
    words = line.split(" ")
    return "".join(
        word
        + ("<text:s/>" if n + 1 < len(words) and (not word or not words[n + 1]) else " " if n + 1 < len(words) else "")
        for n, word in enumerate(words)
    )


def _choices(sheet: Sheet) -> list[str]:
    return [
        f'<table:content-validation table:name="{_choice_name(sheet, place)}" '
        f"table:condition={quoteattr('of:cell-content-is-in-list(' + _offered(choice.values, choice.source) + ')')} "
        f'table:allow-empty-cell="true"/>'
        for place, choice in enumerate(sheet.choices)
    ]


def _offered(values: tuple[str, ...], source: str) -> str:
    if values:
        return ";".join(f'"{value}"' for value in values)
    sheet, area = source.split("!")
    return f"[${sheet}.{area.replace(':', ':.')}]"


def _choice_name(sheet: Sheet, place: int) -> str:
    return f"pick {sheet.name} {place}".replace(" ", "_")


def _filter(number: int, sheet: Sheet) -> str:
    assert sheet.filter is not None
    name = sheet.name.replace("'", "''")
    first, last = sheet.filter.area.split(":")
    items = "".join(f"<table:filter-set-item table:value={quoteattr(value)}/>" for value in sheet.filter.shown)
    kept = f'<table:filter-condition table:field-number="{sheet.filter.column}" table:value={quoteattr(sheet.filter.shown[0])} table:operator="=">{items}</table:filter-condition>'
    where = quoteattr(f"'{name}'.{first}:'{name}'.{last}")
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}" table:display-filter-buttons="true" '
        f"table:target-range-address={where}><table:filter>{kept}</table:filter></table:database-range>"
    )


def _within(area: str, number: int, column: int) -> bool:
    first, last = (_place(cell) for cell in area.replace("$", "").split(":"))
    return first[0] <= number <= last[0] and first[1] <= column <= last[1]


def _place(cell: str) -> tuple[int, int]:
    name = cell.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(name) :]), column - 1
