"""Other headings by which columns of a register are known without being told, by sheet and our heading.

Only what can mean nothing else stands here: an alias is believed in silence. What is likely, but not certain, is for
`olsxl adopt`, which shows what it took and writes it down (`olsxl.adopt.words`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Incidents": {
        "Incident ref": ("Incident reference", "Incident number", "Incident no", "Incident ID"),
        "Safeguarding ref": ("Safeguarding reference", "Safeguarding no", "Safeguarding number"),
        "Occurred on": ("Date occurred", "Date of incident", "Date of event", "Incident date"),
        "Reported on": ("Date reported", "Reported date", "Date of report"),
        "Recorded on": ("Date recorded", "Recorded date"),
        "Child refs": ("Child ref", "Child reference", "Child ID"),
        "Risk level": ("Risk rating", "Level of risk"),
        "Closed on": ("Date closed", "Closed date", "Closure date", "Date of closure"),
    },
    "Updates": {
        "Incident ref": ("Incident reference", "Incident number", "Incident no", "Incident ID"),
        "Date": ("Update date", "Date of update"),
    },
    "Reviews": {"Reviewed on": ("Review date", "Date of review", "Date reviewed")},
    "People": {
        "Person ID": ("Staff ID", "Staff no", "Staff number", "Employee no", "Employee number"),
        "Started on": ("Start date", "Date started"),
        "Left on": ("Leaving date", "Date left", "End date"),
        "Email": ("E-mail address",),
    },
    "Training": {
        "Person ID": ("Staff ID", "Staff no", "Staff number", "Employee no", "Employee number"),
        "Course": ("Course title", "Course name"),
        "Session on": ("Date attended", "Session date", "Course date", "Date of course"),
    },
}
