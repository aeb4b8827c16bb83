"""What a pack says of the older workbooks that it counts: which sheets are theirs, and what they do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.pack.document import Fact
from olsxl.register.older import sheets_of
from olsxl.report.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.pack.audience import Audience
    from olsxl.register.older import OlderWorkbook
    from olsxl.register.registers import IncidentRegister


def older_counted(
    register: IncidentRegister, older: Sequence[OlderWorkbook], counted_here: IncidentRegister
) -> Iterator[Fact]:
    """Which sheets are of older workbooks, by their hashes; those that could not be read.

    `counted_here` is the register with them.
    """
    hashes = {each.name: each.sha256 for each in older}
    for name, sheets in sheets_of(register, older).items():
        text = f"SHA-256 of an older workbook of the home, in which {_sheets(sheets)} stands: {hashes[name]}"
        yield Fact("Source", text)
    read = [each.register for each in older if each.register]
    if twice := sum(len(each.incidents.frame) for each in (register, *read)) - len(counted_here.incidents.frame):
        told = counted(twice, "incident that stands", "incidents that stand")
        yield Fact("Counted once", f"{told} in more than one workbook.")
    if read:
        told = (
            "A reference that stands in more than one workbook has the number of its sheet before it, as in 2/INC-012."
        )
        yield Fact("References", told)
    if missing := len(older) - len(read):
        told = counted(missing, "older workbook of the home", "older workbooks of the home")
        yield Fact("Not counted", f"{told}, which could not be read.")


def kept_in_part(
    register: IncidentRegister, older: Sequence[OlderWorkbook], counted_here: IncidentRegister, audience: Audience
) -> Iterator[Fact]:
    """What the audience sees and one of several workbooks does not hold: the figures leave out its incidents."""
    sheets = sheets_of(register, older)
    own = range(1, len(register.incidents.regions) + 1)
    tables = [(own, register), *((sheets[each.name], each.register) for each in older if each.register)]
    for numbers, each in tables if sheets else ():
        lacking = [heading for heading in each.incidents.not_kept if counted_here.incidents.keeps(heading)]
        if missing := [heading for heading in lacking if audience.shows(heading)]:
            told = f"{listed(missing)}: not kept in {_sheets(numbers)}, and unknown of what stands there."
            yield Fact("Kept in part", told)


def _sheets(numbers: range) -> str:
    return f"Incidents {numbers[0]}" + (f" to {numbers[-1]}" if len(numbers) > 1 else "")
