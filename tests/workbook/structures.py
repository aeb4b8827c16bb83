"""What else Excel keeps in a workbook, written by hand as Excel writes it: each put into a workbook of its own.

The workbook is `updates_book` or `totals_book`: a table in A1:E6 of the sheet Log, and a sheet Other. What can stand on
Log stands below the table, so that a totals row that moves takes it along.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from tests.workbook.books import MAIN, OFFICE, edited, log, parts, saved, totals_book, updates_book, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import openpyxl

TYPES, BOOK, BOOK_RELS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LOG, LOG_RELS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
OTHER, OTHER_RELS = "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels"
TABLE: Final = "xl/tables/table1.xml"

_X = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_X14 = f"{_MICROSOFT}/spreadsheetml/2009/9/main"
_X15 = f"{_MICROSOFT}/spreadsheetml/2010/11/main"
_XM = f"{_MICROSOFT}/excel/2006/main"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORNER = "<xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
_PLACE = f"<xdr:from>{_CORNER.format(0, 8)}</xdr:from><xdr:to>{_CORNER.format(3, 12)}</xdr:to>"


@dataclass(frozen=True)
class Structure:
    """One structure: its parts with their content types, what names them, and the XML put before a mark of a part.

    `prepare` is done by openpyxl first. `grows` are parts that follow a table that grows; `moves` gives the parts that
    follow a totals row that moves by one, with a text that they have afterwards and had not before.
    """

    name: str
    parts: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[tuple[str, str, str, str], ...] = ()
    inserts: tuple[tuple[str, str, str], ...] = ()
    prepare: Callable[[openpyxl.Workbook], None] = lambda _: None
    grows: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)

    def into(self, data: bytes) -> bytes:
        """Return the package with what openpyxl cannot make."""
        data = with_parts(data, self.parts)
        for part, kind in self.types.items():
            name, default = ("Extension", "Default") if "/" not in part else ("PartName", "Override")
            data = edited(data, TYPES, ("</Types>", f'<{default} {name}="{part}" ContentType="{kind}"/></Types>'))
        for rels, identity, kind, target in self.relations:
            outside = ' TargetMode="External"' if target.startswith("file:") else ""
            relation = f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"{outside}/></Relationships>'
            if rels not in parts(data):
                data = with_parts(data, {rels: f'{_X}<Relationships xmlns="{_RELATIONS}"></Relationships>'})
            data = edited(data, rels, ("</Relationships>", relation))
        for part, mark, xml in self.inserts:
            data = edited(data, part, (mark, xml + mark))
        return data


def _extension(uri: str, inner: str) -> str:
    return f'<extLst><ext uri="{uri}" xmlns:x14="{_X14}" xmlns:x15="{_X15}">{inner}</ext></extLst>'


MACROS = Structure(
    "macros",
    parts={"xl/vbaProject.bin": "\u00d0\u00cf\u0011\u00e0 no macro, a stand-in"},
    types={"bin": "application/vnd.ms-office.vbaProject"},
    relations=((BOOK_RELS, "rIdM", f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin"),),
)

LABEL = Structure(
    "a sensitivity label",
    parts={
        "docMetadata/LabelInfo.xml": f'{_X}<clbl:labelList xmlns:clbl="{_MICROSOFT}/2020/mipLabelMetadata"><clbl:label '
        'id="{0a0b0c0d-0000-4000-8000-000000000001}" enabled="1" method="Standard" '
        'siteId="{0a0b0c0d-0000-4000-8000-000000000002}" contentBits="0" removed="0"/></clbl:labelList>'
    },
    types={"/docMetadata/LabelInfo.xml": "application/vnd.ms-office.classificationlabels+xml"},
    relations=(
        (
            "_rels/.rels",
            "rIdL",
            f"{_MICROSOFT}/2020/02/relationships/classificationlabels",
            "docMetadata/LabelInfo.xml",
        ),
    ),
)

CUSTOM_XML = Structure(
    "custom XML",
    parts={
        "customXml/item1.xml": '<home xmlns="urn:example:home"><name>Larkfield</name></home>',
        "customXml/itemProps1.xml": f'{_X}<ds:datastoreItem ds:itemID="{{0A0B0C0D-0000-4000-8000-000000000003}}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>',
    },
    types={"/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"},
    relations=(
        (BOOK_RELS, "rIdC", f"{OFFICE}/customXml", "../customXml/item1.xml"),
        ("customXml/_rels/item1.xml.rels", "rId1", f"{OFFICE}/customXmlProps", "itemProps1.xml"),
    ),
)

_CACHE, _RECORDS = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotCache/pivotCacheRecords1.xml"
_PIVOT = "xl/pivotTables/pivotTable1.xml"


def pivot(name: str, source: str, *, below: bool = False, moves: Mapping[str, str] | None = None) -> Structure:
    """Return a pivot table that counts updates by type, from a source, on Other or below the table on Log."""
    fields = "".join(
        f'<cacheField name="{heading}" numFmtId="0"><sharedItems{items}</cacheField>'
        for heading, items in {
            "Incident ref": "/>",
            "Date": ' containsSemiMixedTypes="0" containsNonDate="0" containsDate="1" containsString="0" '
            'minDate="2026-01-01T00:00:00" maxDate="2026-01-06T00:00:00"/>',
            "Type": ' count="1"><s v="Progress"/></sharedItems>',
            "Update": "/>",
            "Hours": ' containsSemiMixedTypes="0" containsString="0" containsNumber="1" minValue="0" maxValue="5"/>',
        }.items()
    )
    records = "".join(
        f'<r><s v="INC-{at}"/><d v="2026-01-0{at + 1}T00:00:00"/><x v="0"/><s v="text {at}"/><n v="{at}.5"/></r>'
        for at in range(4)
    )
    sheet_rels = LOG_RELS if below else OTHER_RELS
    return Structure(
        name,
        parts={
            _CACHE: f'{_X}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" refreshedVersion="6" '
            f'recordCount="4"><cacheSource type="worksheet"><worksheetSource {source}/></cacheSource>'
            f'<cacheFields count="5">{fields}</cacheFields></pivotCacheDefinition>',
            _RECORDS: f'{_X}<pivotCacheRecords xmlns="{MAIN}" count="4">{records}</pivotCacheRecords>',
            _PIVOT: f'{_X}<pivotTableDefinition xmlns="{MAIN}" name="Kinds" cacheId="1" dataCaption="Values">'
            '<location ref="A10:B12" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="5">'
            '<pivotField dataField="1" showAll="0"/><pivotField showAll="0"/>'
            '<pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/><item t="default"/></items>'
            '</pivotField><pivotField showAll="0"/><pivotField showAll="0"/></pivotFields>'
            '<rowFields count="1"><field x="2"/></rowFields>'
            '<rowItems count="2"><i><x/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
            '<dataFields count="1"><dataField name="Count" fld="0" subtotal="count" baseField="0" baseItem="0"/>'
            "</dataFields></pivotTableDefinition>",
        },
        types={
            f"/{_CACHE}": f"{_SML}.pivotCacheDefinition+xml",
            f"/{_RECORDS}": f"{_SML}.pivotCacheRecords+xml",
            f"/{_PIVOT}": f"{_SML}.pivotTable+xml",
        },
        relations=(
            (BOOK_RELS, "rIdP", f"{OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
            (
                "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels",
                "rId1",
                f"{OFFICE}/pivotCacheRecords",
                f"/{_RECORDS}",
            ),
            ("xl/pivotTables/_rels/pivotTable1.xml.rels", "rId1", f"{OFFICE}/pivotCacheDefinition", f"/{_CACHE}"),
            (sheet_rels, "rIdP", f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml"),
        ),
        inserts=(
            (
                BOOK,
                "</workbook>",
                f'<pivotCaches><pivotCache cacheId="1" xmlns:r="{OFFICE}" r:id="rIdP"/></pivotCaches>',
            ),
        ),
        moves=moves or {},
    )


PIVOT = pivot("a pivot table of the table", 'name="Updates"')
PIVOT_BELOW = pivot("a pivot table below", 'name="Updates"', below=True, moves={_PIVOT: 'ref="A11:B13"'})
PIVOT_OF_RANGE = pivot("a pivot table of a range", 'ref="A1:E6" sheet="Log"', moves={_CACHE: 'ref="A1:E7"'})

_SLICER_DRAWING = "xl/drawings/drawing1.xml"
SLICER = Structure(
    "a slicer",
    parts={
        "xl/slicers/slicer1.xml": f'{_X}<slicers xmlns="{_X14}"><slicer name="Type" cache="Slicer_Type" caption="Type" '
        'rowHeight="241300"/></slicers>',
        "xl/slicerCaches/slicerCache1.xml": f'{_X}<slicerCacheDefinition xmlns="{_X14}" xmlns:x="{MAIN}" '
        f'name="Slicer_Type" sourceName="Type"><extLst><x:ext uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" '
        f'xmlns:x15="{_X15}"><x15:tableSlicerCache tableId="1" column="3"/></x:ext></extLst></slicerCacheDefinition>',
        _SLICER_DRAWING: f'{_X}<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}"><xdr:twoCellAnchor editAs="oneCell">{_PLACE}'
        f'<mc:AlternateContent xmlns:mc="{_MC}" xmlns:sle15="{_MICROSOFT}/drawing/2012/slicer"><mc:Choice '
        'Requires="sle15"><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Type"/>'
        '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
        f'</xdr:xfrm><a:graphic><a:graphicData uri="{_MICROSOFT}/drawing/2010/slicer"><sle:slicer '
        f'xmlns:sle="{_MICROSOFT}/drawing/2010/slicer" name="Type"/></a:graphicData></a:graphic></xdr:graphicFrame>'
        "</mc:Choice></mc:AlternateContent><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>",
    },
    types={
        "/xl/slicers/slicer1.xml": "application/vnd.ms-excel.slicer+xml",
        "/xl/slicerCaches/slicerCache1.xml": "application/vnd.ms-excel.slicerCache+xml",
        f"/{_SLICER_DRAWING}": "application/vnd.openxmlformats-officedocument.drawing+xml",
    },
    relations=(
        (BOOK_RELS, "rIdS", f"{_MICROSOFT}/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"),
        (LOG_RELS, "rIdS", f"{_MICROSOFT}/2007/relationships/slicer", "../slicers/slicer1.xml"),
        (LOG_RELS, "rIdD", f"{OFFICE}/drawing", "../drawings/drawing1.xml"),
    ),
    inserts=(
        (LOG, "<tableParts", f'<drawing xmlns:r="{OFFICE}" r:id="rIdD"/>'),
        (
            LOG,
            "</worksheet>",
            _extension(
                "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}",
                f'<x14:slicerList><x14:slicer xmlns:r="{OFFICE}" r:id="rIdS"/></x14:slicerList>',
            ),
        ),
        (
            BOOK,
            "</workbook>",
            _extension(
                "{46BE6895-7355-4a93-B00E-2C351335B9C9}",
                f'<x15:slicerCaches><x14:slicerCache xmlns:r="{OFFICE}" r:id="rIdS"/></x15:slicerCaches>',
            ),
        ),
    ),
    moves={_SLICER_DRAWING: "<xdr:row>9</xdr:row>"},
)


def _noted(book: openpyxl.Workbook) -> None:
    book["Log"]["A8"] = "look"
    book["Log"]["A8"].comment = Comment("[Threaded comment] seen by the deputy", "tc={0A0B}")


_PERSON, _THREAD = "{0A0B0C0D-0000-4000-8000-000000000004}", "{0A0B0C0D-0000-4000-8000-000000000005}"
_THREADS = f"{_MICROSOFT}/spreadsheetml/2018/threadedcomments"
COMMENTS = Structure(
    "threaded comments",
    prepare=_noted,
    parts={
        "xl/persons/person.xml": f'{_X}<personList xmlns="{_THREADS}"><person displayName="Rowan Example" '
        f'id="{_PERSON}" userId="rowan@home.example" providerId="None"/></personList>',
        "xl/threadedComments/threadedComment1.xml": f'{_X}<ThreadedComments xmlns="{_THREADS}"><threadedComment '
        f'ref="A8" dT="2026-11-05T10:00:00.00" personId="{_PERSON}" id="{_THREAD}"><text>seen by the deputy</text>'
        "</threadedComment></ThreadedComments>",
    },
    types={
        "/xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
        "/xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
    },
    relations=(
        (BOOK_RELS, "rIdT", f"{_MICROSOFT}/2017/10/relationships/person", "persons/person.xml"),
        (
            LOG_RELS,
            "rIdT",
            f"{_MICROSOFT}/2017/10/relationships/threadedComment",
            "../threadedComments/threadedComment1.xml",
        ),
    ),
    moves={
        "xl/threadedComments/threadedComment1.xml": 'ref="A9"',
        "xl/comments/comment1.xml": 'ref="A9"',
        "xl/drawings/commentsDrawing1.vml": "Row>8</",
    },
)

_VML, _CONTROL = "xl/drawings/vmlDrawing1.vml", "xl/ctrlProps/ctrlProp1.xml"
_CONTROLS = (
    f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rIdV"/><mc:AlternateContent xmlns:mc="{_MC}" xmlns:x14="{_X14}" '
    f'xmlns:xdr="{_XDR}"><mc:Choice Requires="x14"><controls><control xmlns:r="{OFFICE}" shapeId="1025" r:id="rIdF" '
    'name="Check Box 1"><controlPr defaultSize="0" autoFill="0" autoLine="0" autoPict="0"><anchor moveWithCells="1">'
    f"<from>{_CORNER.format(0, 8)}</from><to>{_CORNER.format(2, 9)}</to></anchor></controlPr></control></controls>"
    "</mc:Choice></mc:AlternateContent>"
)
CONTROLS = Structure(
    "a form control",
    parts={
        _CONTROL: f'{_X}<formControlPr xmlns="{_X14}" objectType="CheckBox" fmlaLink="$G$8" noThreeD="1"/>',
        _VML: '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
        '</o:shapelayout><v:shape id="_x0000_s1025" type="#_x0000_t201" style="position:absolute">'
        '<x:ClientData ObjectType="Checkbox"><x:Anchor>0, 0, 8, 0, 2, 0, 9, 0</x:Anchor><x:FmlaLink>$G$8</x:FmlaLink>'
        "<x:NoThreeD/></x:ClientData></v:shape></xml>",
    },
    types={
        "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
        f"/{_CONTROL}": "application/vnd.ms-excel.controlproperties+xml",
    },
    relations=(
        (LOG_RELS, "rIdV", f"{OFFICE}/vmlDrawing", "../drawings/vmlDrawing1.vml"),
        (LOG_RELS, "rIdF", f"{OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml"),
    ),
    inserts=(
        (
            LOG,
            "<tableParts",
            _CONTROLS,
        ),
    ),
    moves={
        LOG: "<xdr:row>10</xdr:row>",
        _CONTROL: "$G$9",
        _VML: "<x:Anchor>0, 0, 9, 0, 2, 0, 10, 0</x:Anchor><x:FmlaLink>$G$9</x:FmlaLink>",
    },
)


def _linked(book: openpyxl.Workbook) -> None:
    book["Other"]["A3"] = "=[1]Log!$A$6"


_LINK = "xl/externalLinks/externalLink1.xml"
LINKS = Structure(
    "an external link",
    prepare=_linked,
    parts={
        _LINK: f'{_X}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"><sheetNames>'
        '<sheetName val="Log"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="6"><cell r="A6" t="str">'
        "<v>old</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
    },
    types={f"/{_LINK}": f"{_SML}.externalLink+xml"},
    relations=(
        (BOOK_RELS, "rIdE", f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml"),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", "rId1", f"{OFFICE}/externalLinkPath", "file:///C:/old.xlsx"),
    ),
    inserts=(
        (
            BOOK,
            "<definedNames",
            f'<externalReferences><externalReference xmlns:r="{OFFICE}" r:id="rIdE"/></externalReferences>',
        ),
    ),
)

SPARKLINES = Structure(
    "sparklines",
    inserts=(
        (
            LOG,
            "</worksheet>",
            _extension(
                "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}",
                f'<x14:sparklineGroups xmlns:xm="{_XM}"><x14:sparklineGroup displayEmptyCellsAs="gap"><x14:sparklines>'
                "<x14:sparkline><xm:f>Log!E8:E9</xm:f><xm:sqref>G8</xm:sqref></x14:sparkline></x14:sparklines>"
                "</x14:sparklineGroup></x14:sparklineGroups>",
            ),
        ),
    ),
    moves={LOG: "<xm:f>Log!E9:E10</xm:f><xm:sqref>G9</xm:sqref>"},
)


def _charted(book: openpyxl.Workbook) -> None:
    chart, sheet = BarChart(), log(book)
    chart.add_data(Reference(sheet, min_col=5, min_row=1, max_row=sheet.max_row), titles_from_data=True)
    sheet.add_chart(chart, "A9")


CHART = Structure(
    "a chart",
    prepare=_charted,
    grows={"xl/charts/chart1.xml": "$E$2:$E$7"},
    moves={"xl/charts/chart1.xml": "$E$2:$E$7", "xl/drawings/drawing1.xml": "row>9</"},
)

_VOLATILE = "xl/volatileDependencies.xml"
VOLATILE = Structure(
    "live data",
    parts={
        _VOLATILE: f'{_X}<volTypes xmlns="{MAIN}"><volType type="realTimeData"><main first="rtd.server"><tp t="s">'
        '<v>x</v><stp>a</stp><tr r="E6" s="1"/><tr r="A2" s="1"/><tr r="E6" s="2"/></tp></main></volType></volTypes>'
    },
    types={f"/{_VOLATILE}": f"{_SML}.volatileDependencies+xml"},
    relations=((BOOK_RELS, "rIdV", f"{OFFICE}/volatileDependencies", "volatileDependencies.xml"),),
    moves={_VOLATILE: '<tr r="E7" s="1"/><tr r="A2" s="1"/><tr r="E6" s="2"/>'},
)

STRUCTURES = (
    *(MACROS, LABEL, CUSTOM_XML, PIVOT, PIVOT_BELOW, PIVOT_OF_RANGE, SLICER, COMMENTS, CONTROLS, LINKS, SPARKLINES),
    *(CHART, VOLATILE),
)


def with_structures(*structures: Structure, totals: bool = False) -> bytes:
    """Return a workbook with structures, and with a totals row if wanted."""
    book = totals_book() if totals else updates_book()
    for structure in structures:
        structure.prepare(book)
    data = saved(book)
    for structure in structures:
        data = structure.into(data)
    if MACROS in structures:
        kind = f"{_SML}.sheet.main+xml"
        data = edited(data, TYPES, (kind, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
    return data
