"""Managers' own headings for what we ask: likely, not certain, so that `olsxl adopt` shows what it took by them.

By sheet and our heading, the likeliest first. What is certain stands in `olsxl.register.meaning.aliases`. Case,
punctuation, line breaks, what stands in brackets and small words (`of`, `the`) make no difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_KIND = (
    *("type", "category", "type of incident", "incident type", "type of harm", "harm type", "type of concern"),
    *("nature of concern", "nature of incident", "nature", "concern type", "kind", "area of risk", "4 cs", "four cs"),
)

FIRST_NAMES = ("first name", "first names", "forename", "forenames", "given name")
SURNAMES = ("surname", "last name", "family name")
_WHOLE_NAMES = tuple(f"{first} {last}" for first in FIRST_NAMES for last in SURNAMES)
"""The headings of two columns that are read as one."""

LIKELY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Incidents": {
        "Incident ref": (
            *("log no", "log number", "log ref", "unique id", "unique ref", "ref", "ref no", "reference"),
            *("reference no", "reference number", "case ref", "case no", "case number", "case id", "inc no", "inc ref"),
            *("incident ref no", "record no", "record id", "entry no", "register no", "event no", "serial no", "id"),
            *("our ref", "our reference", "case", "entry", "no", "number", "#", "log"),
        ),
        "Safeguarding ref": ("sg no", "sg ref", "safeguarding id", "sg number", "safeguarding log ref", "cp ref"),
        "Service": ("home", "house", "unit", "setting", "placement", "site", "team", "home name"),
        "Occurred on": (
            *("date and time of incident", "date & time of incident", "happened", "when did it happen", "occurred"),
            *("date happened", "when it happened", "incident occurred", "date of occurrence", "event date"),
            *("date and time it happened", "when happened"),
        ),
        "Reported on": (
            *(
                "reported",
                "date reported to manager",
                "date and time reported",
                "date & time reported",
                "reported date",
            ),
            *("date told rm", "told rm", "rm told", "date rm told", "date manager told", "date rm informed"),
            *("date received", "received", "received on", "date notified", "date of disclosure", "date raised"),
            *(
                "raised on",
                "date in",
                "date of referral",
                "date of concern",
                "when reported",
                "timestamp",
                "date",
                "when",
            ),
            *("date and time", "date & time"),
        ),
        "Recorded on": (
            "date logged",
            "logged on",
            "logged",
            "date entered",
            "entered on",
            "date of record",
            "date of entry",
        ),
        "Reported by": (
            *("reporter", "who reported", "raised by", "referred by", "your name", "name of reporter"),
            *("staff reporting", "reporting staff", "staff member", "person reporting", "by whom reported", "by"),
        ),
        "Reporter type": (
            *("reporter role", "role of reporter", "are you staff or foster carer", "staff or carer", "source"),
            *("reporter", "who reported it", "reported by", "source of report", "who reported"),
        ),
        "Report route": (
            "route",
            "how reported",
            "how was it reported",
            "reported how",
            "method of report",
            "reported via",
        ),
        "Record held": ("where held", "record kept", "format of record"),
        "Child refs": (
            *("young person", "yp", "child initials", "yp initials", "which child", "child/ren", "children", "child"),
            *("child name", "name of child", "name of yp", "name of young person", "young person involved"),
            *(
                "which young person",
                "which young people",
                "who was involved",
                "young person initials",
                "children names",
            ),
            *("children involved", "child involved", "initials", "young people", "name", "who"),
        ),
        "Event type": _KIND,
        "Risk area": _KIND,
        "Sub-type": ("subtype", "sub type", "sub category", "detail of type", *_KIND),
        "Platform": (
            *("app / site", "app", "app or site", "which app or website", "platform used", "website", "site / app"),
            *("which app game or site", "which app or game", "app game or site", "where online", "which site", "site"),
            *("app/website", "app or website", "website / app", "device / platform", "social media", "game / app"),
        ),
        "Via legitimate service": ("legitimate service",),
        "Imagery involved": (
            *(
                "images involved",
                "images",
                "imagery",
                "were any images involved",
                "pictures involved",
                "photos involved",
            ),
            *("any images", "image involved", "nudes involved"),
        ),
        "Summary": (
            *("what happened", "description", "description of incident", "incident description", "details of incident"),
            *("details of concern", "brief details", "account of incident", "brief description", "overview", "details"),
            *(
                "incident details",
                "summary of incident",
                "summary of concern",
                "summary of concerns",
                "incident",
                "concern",
                "event",
                "issue",
                "narrative",
                "what",
            ),
        ),
        "Immediate action": (
            *("action taken", "actions taken", "action", "actions", "initial response", "response", "what we did"),
            *("what have you done so far", "what have you done", "what you did", "what did staff do", "done so far"),
            *("what did you do", "what was done", "immediate actions", "initial action", "immediate response"),
        ),
        "Risk level": ("rag", "rag rating", "risk", "level", "severity", "risk score", "level of concern", "rating"),
        "Assessment": ("risk assessment", "manager assessment", "manager's assessment", "why", "rationale", "analysis"),
        "Assessed on": ("date assessed", "assessment date", "date of assessment"),
        "Law enforcement": (
            *("police", "police informed", "told police", "police told", "police notified", "reported to police"),
            *("police involved", "ceop / police referral", "police / ceop", "police referral", "police involvement"),
        ),
        "Law enforcement note": ("police note", "police details", "crime number", "police ref"),
        "Training and education": ("training review", "education review", "training needed"),
        "Technical controls": (
            *("controls reviewed", "parental controls reviewed", "filtering reviewed", "filters reviewed"),
            *("technical action", "filters / controls"),
        ),
        "Ofcom complaint": ("ofcom", "reported to ofcom", "ofcom told", "ofcom complaint raised"),
        "Ofcom raised on": ("date raised with ofcom", "ofcom date"),
        "Ofcom ref": ("ofcom reference", "ofcom number"),
        "Ofsted notification": (
            *("ofsted", "ofsted told", "ofsted notified", "ofsted informed", "notified ofsted", "told ofsted"),
            *("ofsted notification sent", "reg 40", "reg 40 notification"),
        ),
        "Ofsted note": ("ofsted details", "ofsted ref"),
        "Placing authority told": (
            *("placing la told", "placing authority informed", "placing authority", "la informed", "la told"),
            *("parents / la informed", "social worker informed", "sw informed", "told sw", "sw told", "social worker"),
            *("sw",),
        ),
        "Child's views": ("views of child", "child view", "yp views", "young person's views", "voice of the child"),
        "Owner": (
            *(
                "lead",
                "lead worker",
                "allocated to",
                "case owner",
                "case lead",
                "responsible person",
                "person responsible",
            ),
            *("assigned to", "manager responsible", "lead person", "handled by", "manager"),
        ),
        "Status": (
            *("open/closed", "open / closed", "open or closed", "case status", "current status", "current position"),
            *("position", "stage", "state", "o/c", "o / c", "outstanding", "progress"),
            *("record status", "record state", "form status", "workflow status", "workflow state", "overall status"),
            *("closed?", "done?", "resolved?", "completed?", "complete?", "signed off?", "sign off", "open?"),
            *("still open", "finished", "case closed", "is it closed", "closed y/n", "done y/n", "ongoing?"),
        ),
        "Closed on": (
            *("closed", "date signed off", "signed off on", "date completed", "completed on", "date concluded"),
            *("date resolved", "resolved on", "end date", "date out", "date finished", "finished on"),
        ),
        "Closed by": (
            "signed off by",
            "closure by",
            "mgr sig",
            "manager signature",
            "manager sign off",
            "completed by",
        ),
        "Outcome": ("result", "conclusion", "final outcome", "outcome / lessons", "closure outcome", "lessons learned"),
    },
    "Updates": {
        "Incident ref": (
            *("ref", "ref no", "reference", "case", "case ref", "case no", "log no", "log ref", "inc no", "unique id"),
            *("incident", "record no", "entry", "id", "no", "number", "sg no"),
        ),
        "Date": (
            *("date done", "when", "day", "date of contact", "date of entry", "entry date", "date of action"),
            *("week of review", "review date", "updated on", "date updated", "date completed", "date & time"),
        ),
        "Type": ("update type", "type of update"),
        "Update": (
            *(
                "update for the week",
                "what",
                "what was said",
                "contact with / what was said",
                "note",
                "notes",
                "details",
            ),
            *("progress", "action", "action taken", "action needed", "entry", "comment", "comments", "description"),
        ),
        "By": (
            *("initials", "who", "signed", "by whom", "staff", "staff member", "author", "entered by", "name"),
            *("updated by", "written by", "recorded by", "completed by", "worker"),
        ),
        "Body told": ("agency", "agency told", "who was told"),
    },
    "People": {
        "Person ID": ("id", "payroll no", "employee id", "person no", "ref", "staff ref", "no"),
        "Full name": (
            *("name", "employee", "staff name", "staff member", "carer name", "person", "carer", "employee name"),
            *("name of staff", "staff", "worker", "team member", "colleague"),
            *_WHOLE_NAMES,
        ),
        "Role": ("job title", "job role", "position", "post", "title"),
        "Category": ("carer / staff", "staff / carer", "staff or carer", "type", "staff type"),
        "Service": ("team", "home", "department", "unit", "location"),
        "Base": ("onsite / offsite", "work base"),
        "Started on": ("commenced", "started", "approved or started", "date commenced", "date of approval", "joined"),
        "Left on": ("left", "leaver", "date of leaving", "finished", "ended"),
        "Paused from": ("long term sick from", "absent from", "leave from", "maternity from"),
        "Paused to": ("long term sick to", "absent to", "leave to", "maternity to", "return date"),
        "Household": ("family", "carer household"),
        "Email": ("email", "mail"),
    },
    "Training": {
        "Full name": (
            *(
                "name",
                "staff name",
                "employee",
                "employee name",
                "staff member",
                "carer name",
                "person",
                "carer",
                "who",
            ),
            *("attendee", "delegate", "learner", "staff", "name of staff", "who came", "who attended", "attended by"),
            *_WHOLE_NAMES,
        ),
        "Role": ("role", "job title", "job role", "position", "post", "designation"),
        "Person ID": ("id", "payroll no", "employee id", "person no", "ref", "staff ref", "no"),
        "Course": ("training", "topic", "subject", "training course", "module", "title"),
        "Type": ("first or refresher", "training type", "initial / refresher", "type of training"),
        "Session on": ("date", "date completed", "date of training", "training date", "completed on", "attended on"),
        "Delivered by": ("trainer", "provider", "delivered", "tutor"),
        "Delivery": ("method", "format", "how delivered", "online / face to face"),
        "Attendance": ("attended", "attended?", "present", "status", "outcome"),
        "Understanding checked": ("score", "quiz", "test score", "assessment", "mark"),
        "Evidence": ("certificate", "certificate on file", "certificate held", "proof"),
        "Note": ("notes", "comment", "comments", "remarks"),
    },
}
"""The likely headings of each column."""

LATEST_DAY = (
    *("date of last update", "last update", "last updated", "date of latest update", "latest update date"),
    *(
        "date last updated",
        "last update date",
        "last reviewed",
        "date last reviewed",
        "last chased",
        "date of last action",
    ),
    *("last action date", "last contact", "date of last contact", "date of update", "update date", "updated"),
)
"""Headings of the day of a record's latest update, in its own row."""

LATEST_TEXT = (
    *("latest update", "last update", "update", "updates", "review note", "review notes", "latest position"),
    *("last action", "progress", "latest note", "current update", "comments"),
)
"""Headings of its text."""

GROWING = (
    *(
        "notes",
        "notes / updates",
        "updates",
        "update notes",
        "progress notes",
        "case notes",
        "chronology",
        "running log",
    ),
    *(
        "date / update",
        "date and update",
        "manager notes",
        "ongoing notes",
        "comments",
        "follow up",
        "actions / updates",
    ),
)
"""Headings of a cell in which notes grow: one dated part is enough there."""

PLANNED = ("by when", "due", "due date", "due by", "deadline", "target date", "to be done by", "complete by")
"""Headings by which a list of updates is rather one of things to do: no row is added to it."""

NO_REPORT = frozenset(
    (
        *("update", "updates", "updated", "review", "reviewed", "due", "next", "closed", "closure", "completed", "dob"),
        *(
            "birth",
            "target",
            "deadline",
            "follow",
            "followup",
            "signed",
            "resolved",
            "ended",
            "end",
            "chased",
            "action",
        ),
    )
)
"""Words of a heading whose days are not those of the report."""

ANY_DATE = ("date", "when", "date and time", "date & time", "day", "date time")
"""Headings of a day that say nothing else of it."""

APPS = frozenset(
    (
        *(
            "snapchat",
            "whatsapp",
            "instagram",
            "tiktok",
            "facebook",
            "messenger",
            "youtube",
            "discord",
            "roblox",
            "xbox",
        ),
        *(
            "playstation",
            "psn",
            "steam",
            "twitch",
            "telegram",
            "signal",
            "reddit",
            "x",
            "twitter",
            "minecraft",
            "fortnite",
        ),
        *("netflix", "omegle", "kik", "yubo", "bereal", "pinterest", "spotify", "google", "chrome", "xbox live", "vpn"),
    )
)
"""What tells a column of apps from one of homes: both are headed `Site`."""

SMALL = frozenset({"of", "the", "a", "an", "to", "any", "were", "was", "is", "has", "been", "please"})
"""Words that make no difference in a heading."""
