"""WBK: whether the workbook can be read as it is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from olsxl.register.headings import nearest, one_line, renamed_columns
from olsxl.register.table import STRIDE, Oddity, Region, Table
from olsxl.rules.rule import Check, Fault, Rule
from olsxl.workbook import column_letters


def missing_column(check: Check) -> Iterator[Fault]:
    """An indispensable sheet or column is missing.

    Without it the sheet cannot be read as a register. A heading that was renamed is told to olsxl in `[columns]`.

    Put right: Head the column as the message says, or give its own heading in olsxl.toml under [columns].

    Example: The sheet Updates has no column Date; the closest heading is Day.
    """
    for table in check.tables:
        for name in table.missing:
            yield _missing_sheet(table, name)
        renamed = renamed_columns(check.config, table.schema)
        for position, region in enumerate(table.regions):
            for column in table.schema.columns:
                if column.indispensable and column.heading not in region.columns:
                    heading = renamed.get(column.heading, column.heading)
                    yield Fault(table, position * STRIDE, None, *_missing_heading(table, region, heading))


def _missing_sheet(table: Table, name: str) -> Fault:
    near = nearest(name, table.sheets)
    message = f"{table.workbook} has no sheet or table named '{name}'" + (f"; the closest is '{near}'" if near else "")
    fix = f"Name the sheet '{name}', or give its name in olsxl.toml under [sheets]"
    return Fault(table, None, None, message, fix, sheetless=True)


def _missing_heading(table: Table, region: Region, heading: str) -> tuple[str, str]:
    near = nearest(heading, [text for text in region.present if text not in region.headings.values()])
    closest = f"; the closest heading is '{one_line(near)}'" if near else ""
    return (
        f"The sheet '{region.sheet}' has no column '{heading}'{closest}",
        (
            f"Head the column '{heading}' in row {region.header_row}, or give its heading in olsxl.toml under "
            f"[columns.{table.schema.config_key}]"
        ),
    )


def repeated_heading(check: Check) -> Iterator[Fault]:
    """Two columns answer to the same heading.

    The first is read; what stands in the other would be lost to every rule.

    Put right: Give one of the two another heading, or delete the one that is empty.

    Example: Columns AJ and AM are both headed Owner; only AJ is read.
    """
    for table in check.tables:
        for position, region in enumerate(table.regions):
            for heading, number in region.repeated:
                typed, read = table.heading(heading, position * STRIDE), column_letters(region.columns[heading])
                message = f"This is a second column headed '{typed}'; only column {read} is read"
                fix = "Give this column another heading, or delete it if it is empty"
                cell = f"{column_letters(number)}{region.header_row}"
                yield Fault(table, position * STRIDE, None, message, fix, cell=cell)


def formula(check: Check) -> Iterator[Fault]:
    """Formulas stand where data should.

    A formula changes its answer when other cells change; a record must keep what was written. One that was never
    calculated shows nothing that can be read.

    Put right: Copy the column and paste it in its place as values.

    Example: Reported on is worked out as the day before Recorded on.
    """
    yield from _each(check, "formula", _formula)
    for table in check.tables:
        columns: dict[tuple[int, str], list[int]] = {}
        for odd in table.odd("no-value"):
            columns.setdefault((odd.row // STRIDE, odd.heading), []).append(odd.row)
        for (_, heading), rows in columns.items():
            yield Fault(table, min(rows), heading, *_without_value(table, heading, rows), "error")


def _without_value(table: Table, heading: str, rows: list[int]) -> tuple[str, str]:
    more = f", here and in {len(rows) - 1} more of its cells" if len(rows) > 1 else ""
    return (
        f"'{table.heading(heading, min(rows))}' holds a formula without a stored result{more}, so it cannot be read",
        "Open the workbook in Excel and save it, or type the value in place of the formula",
    )


def _formula(heading: str, _: Oddity) -> tuple[str, str]:
    return (
        f"'{heading}' is worked out by a formula, here and perhaps further down",
        "Copy the column and paste it in its place as values",
    )


def excel_error(check: Check) -> Iterator[Fault]:
    """The cell holds an Excel error.

    What stood there, or what it pointed to, is gone; nothing can be read from it.

    Put right: Type what the cell should say.

    Example: Owner shows #REF! since the sheet that it pointed to was deleted.
    """
    yield from _each(check, "excel-error", _excel_error)


def _excel_error(heading: str, odd: Oddity) -> tuple[str, str]:
    return f"'{heading}' shows the Excel error {odd.typed}", f"Type what '{heading}' should say"


def text_date(check: Check) -> Iterator[Fault]:
    """A date is typed as text, or is no date.

    Excel neither sorts nor counts a date that is text. One that can be read day first is used; any other is not.

    Put right: Type the day again as a date: 22/11/2026.

    Example: Reported on holds the text 12.11.26, which is read as 12/11/2026.
    """
    yield from _each(check, "text-date", _text_date, "warning")
    yield from _each(check, "no-date", _no_date)


def _text_date(heading: str, odd: Oddity) -> tuple[str, str]:
    return f"'{heading}' is a date typed as text; it is read as {odd.meaning}", f"Type {odd.meaning} again as a date"


def _no_date(heading: str, _: Oddity) -> tuple[str, str]:
    return f"'{heading}' cannot be read as a date", "Type the day as dd/mm/yyyy, such as 22/11/2026"


def unknown_value(check: Check) -> Iterator[Fault]:
    """The value is not among the allowed ones.

    What is not understood is never guessed: a Status that is not understood leaves the record open.

    Put right: Choose a value of the list, or add the home's own to it in olsxl.toml under [lists].

    Example: Status holds Opne; the closest is Open.
    """
    yield from _each(check, "unknown-value", _unknown_value)


def _unknown_value(heading: str, odd: Oddity) -> tuple[str, str]:
    return (
        f"'{heading}' holds a value that is not among the allowed ones; the closest is '{odd.meaning}'",
        f"Choose a value from the list, such as {odd.meaning}",
    )


def loose_value(check: Check) -> Iterator[Fault]:
    """A value has a stray blank or other capitals than the allowed one; it is understood.

    Excel's filters and counts treat it as a value of its own.

    Put right: Choose the value from the list again.

    Example: Risk level holds low with a blank behind it.
    """
    yield from _each(check, "loose-value", _loose_value)


def _loose_value(heading: str, odd: Oddity) -> tuple[str, str]:
    return f"'{heading}' is not written quite as in the list; it is read as '{odd.meaning}'", f"Type {odd.meaning}"


def no_reference(check: Check) -> Iterator[Fault]:
    """A row has data but no reference.

    Without it the row belongs to no record: it is not reviewed, and no update can name it.

    Put right: Type the reference of the record that the row belongs to.

    Example: A row of Updates has a date and a text, and no Incident ref.
    """
    yield from _each(check, "no-key", _no_reference)


def _no_reference(heading: str, _: Oddity) -> tuple[str, str]:
    return f"The row has data, but '{heading}' is blank", f"Type the '{heading}' that the row belongs to"


def below_table(check: Check) -> Iterator[Fault]:
    """Data stands below a table, outside it, so that it is not read.

    Excel has not taken the row into the table; drop-downs and filters leave it out as well.

    Put right: Drag the corner at the lower right of the table down over the rows.

    Example: Rows 41 to 43 stand below the table Updates, which ends in row 40.
    """
    for table in check.tables:
        for odd in table.odd("outside"):
            yield Fault(table, odd.row, odd.heading, *_below_table(table.region(odd.row), odd))


def _below_table(region: Region, odd: Oddity) -> tuple[str, str]:
    first, last = odd.row % STRIDE, int(odd.meaning)
    one = first == last
    rows, are = (f"Row {first} stands", "is") if one else (f"Rows {first} to {last} stand", "are")
    drag = f"rag the corner at the table's lower right down to row {last}"
    if first == region.end_row + 1:
        fix = f"D{drag}, or move what stands there away"
    else:
        cut = "Cut the row and paste it" if one else "Cut the rows and paste them"
        fix = (
            f"{cut} directly below the table's last row, over blank rows only; "
            f"or, where all rows between are blank, d{drag}"
        )
    return f"{rows} below the table '{region.table}', outside it, and {are} not read", fix


Words = Callable[[str, Oddity], tuple[str, str]]


def _each(check: Check, kind: str, words: Words, severity: str | None = None) -> Iterator[Fault]:
    """One fault for each oddity of a kind; `words` gives its message and fix from the heading as it stands."""
    for table in check.tables:
        for odd in table.oddities:
            if odd.kind == kind:
                message, fix = words(table.heading(odd.heading, odd.row), odd)
                yield Fault(table, odd.row, odd.heading, message, fix, "warning" if severity == "warning" else None)


WORKBOOK_RULES: tuple[Rule, ...] = (
    Rule("WBK001", "error", missing_column, source=("nothing lost",)),
    Rule("WBK003", "error", repeated_heading, source=("nothing lost",)),
    Rule("WBK004", "warning", formula, source=("accurate",)),
    Rule("WBK005", "error", excel_error, source=("accurate",)),
    Rule("WBK006", "error", text_date, source=("accurate",)),
    Rule("WBK007", "error", unknown_value, source=("accurate",)),
    Rule("WBK008", "warning", loose_value, source=("accurate",)),
    Rule("WBK012", "error", no_reference, source=("P2", "nothing lost")),
    Rule("WBK014", "error", below_table, source=("nothing lost",)),
)
