"""What cannot be read as it is meant (WBK): cells, headings, and rows below a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.benchmarks import registers as bulk

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted


def plant(register: Planted) -> None:
    put = register.put
    put(schema.INCIDENTS, 50, {"Recorded on": "31/12/2022 10:15"}, "Recorded on:WBK006")
    put(schema.INCIDENTS, 51, {"Occurred on": "12/31/2022"}, "Occurred on:WBK006")
    put(schema.INCIDENTS, 60, {"Risk area": "Contakt", "Risk level": "low "}, "Risk area:WBK007", "Risk level:WBK008")
    put(
        schema.INCIDENTS, 1700, {"Sub-type": "?!", "Record held": "ELECTRONIC"}, "Sub-type:WBK007", "Record held:WBK008"
    )
    for row in (800, 801, 900):
        put(schema.INCIDENTS, row, {"Platform": bulk.Raw(' t="str"><f>1</f><v>a game</v>')})
        put(schema.INCIDENTS, row + 5, {"Service": bulk.Raw("><f>1</f>")})
    register.faults |= {("WBK004", "Incidents!O800"), ("WBK004", "Incidents!C805"), ("WBK003", "Incidents!AE1")}
    register.heading = "OWNER:"
    put(schema.INCIDENTS, 850, {"Assessment": bulk.Raw(' t="e"><v>#REF!</v>')}, "Assessment:WBK005")
    put(schema.INCIDENTS, 1999, {"Status": "Closed for now", "Closed on": None}, "Status:WBK007")
    put(schema.UPDATES, 18, {"Incident ref": None}, "Incident ref:WBK012")
    put(schema.UPDATES, 9001, {"Type": "no Update", "Body told": "Mum"}, "Type:WBK008", "Body told:WBK007")
    put(schema.REVIEWS, 41, {"Review": None, "Period from": "soon"}, "Review:WBK012", "Period from:WBK006")
    put(schema.PEOPLE, 12, {"Category": "Teacher", "Base": "onsite"}, "Category:WBK007", "Base:WBK008")
    remark: dict[str, object] = {"Note": "Ask the trainer for the slides"}
    register.training += [{"Note": "typed below"}, {"Person ID": "P-001", "Attendance": "?"}, {}, remark]
    register.faults.add(("WBK015", f"Training!K{register.last_session + 4}"))
    register.faults.add(("WBK014", f"Training!K{register.last_session + 1}"))
    anchor = "<from><c:col>3</c:col><c:row>1199</c:row></from><to><c:col>4</c:col><c:row>1201</c:row></to>"
    names = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    file = f'<oleObject shapeId="1025"><objectPr><anchor>{anchor}</anchor></objectPr></oleObject>'
    register.layout += [
        ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="C205:C206"/></mergeCells>'),
        ('<row r="1105"', '<row r="1105" hidden="1"'),
        ("<tableParts", f"<oleObjects {names}>{file}</oleObjects><tableParts"),
    ]
    register.faults |= {("WBK009", "Incidents!C205"), ("WBK013", "Incidents!A1105"), ("WBK010", "Incidents!D1200")}
