"""The theme parts: the colours and fonts of Office and of Google Sheets, with the plainest effects that are allowed."""

from __future__ import annotations

from tests.data.registers.making.styles import HEADER_LINE

_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_SOLID}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_NAMES = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


def _theme(name: str, colours: str, heads: str, body: str) -> str:
    scheme = "".join(
        f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>'
        for slot, colour in zip(_NAMES, colours.split(), strict=True)
    )
    fonts = "".join(
        f'<a:{slot}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{slot}Font>'
        for slot, face in (("major", heads), ("minor", body))
    )
    return (
        f'{HEADER_LINE}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{scheme}</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


EXCEL_THEME = _theme(
    "Office",
    "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72",
    "Calibri Light",
    "Calibri",
)
GOOGLE_THEME = _theme(
    "Sheets",
    "000000 FFFFFF 000000 FFFFFF 4285F4 EA4335 FBBC04 34A853 FF6D01 46BDC6 1155CC 1155CC",
    "Arial",
    "Arial",
)
