"""The looks of cells in a workbook: each one number of `xl/styles.xml`, as Excel and as Google Sheets write it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.data.registers.making.book import Cell, Sheet

Look = tuple[str, bool, str]
"""The form of a number (blank: General), bold, fill."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EXCEL_FONT = '<sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/>'
BUILT_IN = {"": 0, "dd/mm/yyyy": 14, "d-mmm-yy": 15}
FILLED, FORMED = 'applyFill="1" ', ' applyNumberFormat="1"'
HEADER_LINE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Looks:
    """Numbers the looks as they are met; 0 is the plain one."""

    def __init__(self) -> None:
        self._looks: list[Look] = [("", False, "")]
        self.highlights: list[str] = []

    def number(self, cell: Cell, sheet: Sheet) -> int:
        shown = "dd/mm/yyyy hh:mm:ss" if isinstance(cell.value, datetime) else ""
        shown = shown or (sheet.days if isinstance(cell.value, date) else "")
        look = (shown, cell.bold, cell.fill)
        if look not in self._looks:
            self._looks.append(look)
        return self._looks.index(look)

    def highlight(self, fill: str) -> int:
        """The number of the differential format that colours a cell so."""
        if fill not in self.highlights:
            self.highlights.append(fill)
        return self.highlights.index(fill)

    def _forms(self) -> dict[str, int]:
        own = sorted({shown for shown, _, _ in self._looks} - set(BUILT_IN))
        return BUILT_IN | {shown: 164 + n for n, shown in enumerate(own)}

    def excel(self) -> str:
        forms, fills = self._forms(), sorted({fill for _, _, fill in self._looks if fill})
        own = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for code, n in forms.items() if n >= 164)
        count = sum(n >= 164 for n in forms.values())
        looks = "".join(self._excel_look(look, forms, fills) for look in self._looks)
        painted = "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/><bgColor indexed="64"/></patternFill></fill>'
            for fill in fills
        )
        told = "".join(
            f'<dxf><fill><patternFill><bgColor rgb="FF{fill}"/></patternFill></fill></dxf>' for fill in self.highlights
        )
        return (
            f'{HEADER_LINE}<styleSheet xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'mc:Ignorable="x14ac x16r2 xr" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:x16r2="http://schemas.microsoft.com/office/spreadsheetml/2015/02/main" '
            'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision">'
            + (f'<numFmts count="{count}">{own}</numFmts>' if own else "")
            + f'<fonts count="2" x14ac:knownFonts="1"><font>{EXCEL_FONT}</font><font><b/>{EXCEL_FONT}</font></fonts>'
            f'<fills count="{len(fills) + 2}"><fill><patternFill patternType="none"/></fill>'
            f'<fill><patternFill patternType="gray125"/></fill>{painted}</fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._looks)}">{looks}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            f'<dxfs count="{len(self.highlights)}">{told}</dxfs>'
            '<tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>'
        )

    def _excel_look(self, look: Look, forms: dict[str, int], fills: list[str]) -> str:
        shown, bold, fill = look
        if look == ("", False, ""):
            return '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        applied = 'applyNumberFormat="1" ' * bool(shown) + 'applyFont="1" ' * bold + 'applyFill="1" ' * bool(fill)
        return (
            f'<xf numFmtId="{forms[shown]}" fontId="{int(bold)}" fillId="{fills.index(fill) + 2 if fill else 0}" '
            f'borderId="0" xfId="0" {applied}applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        )

    def google(self) -> str:
        forms, fills = self._forms(), sorted({fill for _, _, fill in self._looks if fill})
        forms |= {code: n + 164 for n, code in enumerate(sorted({shown for shown, _, _ in self._looks} - {""}))}
        own = [(code, n) for code, n in forms.items() if n >= 164]
        formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for code, n in own)
        painted = "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/><bgColor rgb="FF{fill}"/></patternFill></fill>'
            for fill in fills
        )
        arial = '<color theme="1"/><name val="Arial"/><scheme val="minor"/>'
        looks = "".join(
            f'<xf borderId="0" fillId="{fills.index(fill) + 2 if fill else 0}" fontId="{2 if bold else 1}" '
            f'numFmtId="{forms[shown]}" xfId="0" applyAlignment="1" {FILLED * bool(fill)}applyFont="1"'
            f"{FORMED * bool(shown)}><alignment readingOrder='0'/></xf>"
            for shown, bold, fill in self._looks[1:]
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="{MAIN}" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            + (f'<numFmts count="{len(own)}">{formats}</numFmts>' if own else "")
            + '<fonts count="3"><font><sz val="10.0"/><color rgb="FF000000"/><name val="Arial"/><scheme val="minor"/></font>'
            f"<font>{arial}</font><font><b/>{arial}</font></fonts>"
            f'<fills count="{len(fills) + 2}"><fill><patternFill patternType="none"/></fill>'
            f'<fill><patternFill patternType="lightGray"/></fill>{painted}</fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" applyAlignment="1" applyFont="1"/>'
            f'</cellStyleXfs><cellXfs count="{len(self._looks)}"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" '
            'xfId="0" applyAlignment="1" applyFont="1"><alignment readingOrder="0" shrinkToFit="0" vertical="bottom" '
            f'wrapText="0"/></xf>{looks}</cellXfs><cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/>'
            '</cellStyles><dxfs count="0"/></styleSheet>'
        )
