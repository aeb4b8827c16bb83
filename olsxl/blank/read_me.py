"""The words of the `Read me` sheets: how a manager fills a register in, in plain English.

A line that begins with `# ` is the heading of a topic, a blank line ends a paragraph; `olsxl.blank.sheet` lays the
topics out. Nothing here knows about Excel.
"""

from __future__ import annotations

from typing import NamedTuple

from olsxl.register.schema import AUTOMATIC, NO_UPDATE, SUB_TYPES

LONG_OPEN_MARK = "\u25b2"
"""What stands before the Status of a record that has been open for long: the colour is never the only sign."""


class Topic(NamedTuple):
    """One heading of a `Read me` sheet and the paragraphs beside it."""

    heading: str
    paragraphs: tuple[str, ...]


INCIDENT_TITLE = "Online Safety Incident Register"

TRAINING_TITLE = "Online Safety Training Register"

_INCIDENT = """\
# What this is
The register of online safety events, from the first report to the conclusion. It is confidential: keep it where only
those who need it can open it.

One row of Incidents is one event. What happens next is added in Updates, one row for each step. Reviews has one row
for each weekly review; Signers says who may sign it, and when.

# A new event
Use the first empty row of Incidents, on the day on which you hear of it. Give it the next reference, such as
OLS-2026-0001: the year, then a number, without gaps. A reference is never used again.

Fill in what you know; the rest can follow. Status is Open until you close the record. Safeguarding ref ties it to the
child's safeguarding record.

Record held says whether the record is Electronic or Physical (on paper). For paper, write in a note or an update where
it is kept.

# Children: never by name
A child is a reference such as C-7F3K: C, a dash, four letters or digits chosen at random. No names, initials, dates of
birth, addresses or telephone numbers, in any column.

Several children are separated by a comma: C-7F3K, C-Q2M9. Which reference is which child is kept elsewhere, in a file
with a password.

# Adults
Staff, carers and volunteers are written as the Person ID that they have in the training register, such as P-004. Only
who signs a review is written with the full name.

# No pictures, ever
Imagery of a child is never viewed, copied, printed, shared, stored or saved. Nothing is pasted into this workbook and
nothing is attached to it. Write in words what was reported.

# What kind of event
Event type, Risk area and Sub-type belong together. The risk areas are the four Cs:

Content: what a child was exposed to. Event type Age-inappropriate information. Sub-types: {content}.

Contact: what somebody did to a child. Event type Inappropriate relationship. Sub-types: {contact}.

Conduct: what a child did. Event type Misuse of online services. Sub-types: {conduct}.

Commerce: gambling, scams, spending. Whichever event type fits. Sub-types: {commerce}.

# Words to use
Say 'self-generated sexual images' or 'sharing nudes', not 'sexting'. Say 'child sexual abuse material', not 'child
pornography'. Say 'sharing intimate images without consent', not 'revenge porn'.

Write what was seen, said and done, and by whom; keep opinion apart from fact.

# Your decisions
Law enforcement, Training and education, Technical controls, Ofsted notification: each is your decision, and each has
a note. Write the date and the reason there: 22/11/2026: not referred, because ... A decision not to refer is a
decision too, and has a reason.

Ofcom complaint: for age-inappropriate or unlawful material reached through a legitimate service. Complain to the
service first, then raise it with Ofcom and enter the date. Ofcom does not answer single complaints, so no record is
kept open for an answer.

# Updates are added, never changed
Each step is a new row of Updates: reference, date, what happened, and who writes it. A row that stands is left as it
is.

A mistake is put right by another row, of Type Correction, which says what it corrects and why. A closed record that
comes up again gets a row of Type Reopened.

# '{no_update}' rows
At the weekly review each open record without an update since the review before gets a row whose Type and Update are
both exactly {no_update}. olsxl adds it; its By is '{automatic}'. You may also type it yourself, and then no
second one is added.

It bears the day of the review. A week without a review stays a gap: it cannot be made good, only explained, in the
Comment of the next review.

# Signing the weekly review
Read the newest row of Reviews and the records that it covers. Then fill in Reviewed by (your full name), Capacity,
Method and Signed on, within seven days. A typed name is a simple electronic signature.

On paper: print, sign and date the pages, and choose Wet signature as the Method.

# Closing a record
When the three decisions (law enforcement, training and education, technical controls) are made: Status Closed, Closed
on, Closed by, and an Outcome that says how it ended.

# Colours
Incidents: pale yellow with a bold reference is open; pale red with {mark} before the Status is open for longer than
{{long_open_days}} days.

Updates: grey italics are {no_update} rows. Reviews: pale yellow with a bold week is not signed yet.

# What olsxl does
It reads the registers, tells you what looks wrong and in which cell, and once a week makes the review: it adds the
{no_update} rows and one row of Reviews, and prepares a summary of references and counts, without names. Before each
change it keeps a copy of the workbook.
""".format(
    no_update=NO_UPDATE,
    automatic=AUTOMATIC,
    mark=LONG_OPEN_MARK,
    **{area.lower(): ", ".join(values) for area, values in SUB_TYPES.items()},
)

_TRAINING = """\
# What this is
Who works or cares with us, and when each of them was trained in reporting online safety events. It holds names: keep
it where only those who need it can open it.

People has one row for each person. Training has one row for each person at each session.

# People
Everybody counts: staff, agency staff, foster carers, volunteers, managers. Each has a Person ID such as P-004, which
is never used again, and which is all that the incident register says of them.

Each carer of a household has a row of their own; the same Household joins them.

Somebody who leaves keeps the row: enter Left on. For a long absence enter Paused from, and Paused to once it is known.

# Training
Everybody is trained on starting (Type Commencement), then every year (Annual refresher). Enter a row for each person
at each session, also for somebody who did not come: Attendance is then Did not attend.

Waived needs a reason in Note, and the word 'until' with a date: on long leave, until 31/01/2027.

Who is due is worked out from Started on and from the last session attended; nothing is entered for it.

# No children
No child is named here, and nothing is pasted in: no pictures, no certificates. Evidence says where they are kept.

# Colours
People: grey italics are people who have left.

# What olsxl does
It reads this register to say who is due for training, and whether those who reported an event had been trained. What
it sends speaks of people by their Person ID. Before each change it keeps a copy of the workbook.
"""

_BOTH = """\
# What olsxl never does
It never changes or deletes what you typed, never hides anything, never dates anything back, and never puts a name into
an e-mail.

It never decides that an event must be notified or referred. It asks; you decide; the register keeps your decision, the
reason and the date. Nothing here is legal advice.

# Dates
Day first: 22/11/2026. A date is typed into its cell as a date and nothing else: no 'about', no two dates. Each date is
that of the day itself; nothing is ever dated back.

# Lists and drop-downs
The drop-downs offer what stands on the sheet Lists. A value typed directly under a list joins it: the drop-down offers
it, and olsxl takes it for an allowed one. The values that stand there from the start are best left as they are.

A drop-down warns and does not forbid: you may keep what you typed.

# Yours to arrange
You may add columns, sheets, notes and colours, filter, and sort whole rows. olsxl finds its columns by their headings
and leaves all else alone. Please keep the headings and the names of the sheets.

Do not hide rows, columns or sheets, and leave no gaps: the next row goes directly under the last one.

# Printing
A4 landscape, the headings repeated on each page. A wide sheet takes several pages side by side, each with the
reference in front.
"""


def topics(text: str) -> tuple[Topic, ...]:
    """The topics of a text, each under a line that begins with `# `."""
    found = []
    for part in ("\n" + text).split("\n# ")[1:]:
        heading, _, body = part.partition("\n")
        paragraphs = tuple(" ".join(paragraph.split()) for paragraph in body.strip().split("\n\n"))
        found.append(Topic(heading, paragraphs))
    return tuple(found)


INCIDENT_TOPICS = topics(_INCIDENT + _BOTH)

TRAINING_TOPICS = topics(_TRAINING + _BOTH)
