"""Oakenby: Excel tables with a totals row, drop-downs, coloured statuses, a contact log, a chart."""

from tests.data.registers.making.book import Book, Cell, Chart, Choice, Highlight, Sheet, Table, day, headings, row

S = ("Live", "Awaiting police", "Awaiting SW", "Closed", "Closed - NFA")

LOG = (
    headings("Ref", "Reported", "Happened", "Young person", "Reported by", "Category", "What happened", "Level",
             "Police", "Ofsted", "Placing LA told", "Lead", "Status", "Closed", "Outcome", fill="92D050"),
    row("OS/24/001", day("19/02/2024"), day("17/02/2024"), "YP3", "Kit Trentish", "Content", "Horror game rated 18 played at a friend's", 1, "No", "No", "Yes", "KT", "Closed", day("26/02/2024"), "Talk held"),
    row("OS/24/002", day("08/07/2024"), day("08/07/2024"), "YP1", "Jo Wellbarrow", "Contact", "Unknown adult sent friend requests to three children", 3, "Yes", "Yes", "Yes", "AH", "Closed", day("10/09/2024"), "Account holder traced by police"),
    row("OS/24/003", day("22/11/2024"), day("21/11/2024"), "YP4", "School", "Conduct", "Set up a page mocking a teacher", 2, "No", "No", "Yes", "KT", "Closed - NFA", day("06/12/2024"), "Page removed"),
    row("OS/25/001", day("16/01/2025"), day("15/01/2025"), "YP1", "Jo Wellbarrow", "Content", "Suicide forum in search history", 3, "No", "Yes", "Yes", "AH", "Closed", day("27/03/2025"), "CAMHS plan in place"),
    row("OS/25/002", day("30/04/2025"), day("30/04/2025"), "YP5", "Night staff", "Conduct", "Self-generated image sent to boyfriend", 3, "Yes", "Yes", "Yes", "AH", "Closed", day("01/08/2025"), "Police words of advice, Report Remove used"),
    row("OS/25/003", day("12/10/2025"), day("11/10/2025"), "YP4", "Kit Trentish", "Commerce", "Spent £65 on game skins", 1, "No", "No", "No", "KT", "Closed - NFA", day("20/10/2025"), "Refunded"),
    row("OS/26/001", day("05/01/2026"), day("02/01/2026"), "YP5", "Foster carer", "Contact", "Ex-boyfriend contacting through new account", 2, "Yes", "No", "Yes", "AH", "Closed", day("15/05/2026"), "Order in place"),
    row("OS/26/002", day("14/04/2026"), day("14/04/2026"), "YP2", "Jo Wellbarrow", "Content", "Extremist video shared in a chat", 2, "No", "No", "Yes", "KT", "Awaiting SW", None, None),
    row("OS/26/003", day("29/06/2026"), day("28/06/2026"), "YP1", "YP1", "Contact", "Being asked for money by somebody she met in a game", 3, "Yes", "Yes", "Yes", "AH", Cell("Awaiting police", note="Officer: ask for the online team. AH"), None, None),
    row("OS/26/004", day("03/08/2026"), day("01/08/2026"), "YP6", "Night staff", "Conduct", "Used staff password for wifi", 1, "No", "No", "No", "KT", "Closed - NFA", day("10/08/2026"), "Password changed"),
    row("OS/26/005", day("12/09/2026"), day("12/09/2026"), "YP2", "School", "Conduct", "Cyber bullying of a younger pupil", 2, "No", "No", "Yes", "KT", "Live", None, None),
    row("OS/26/006", day("26/10/2026"), day("25/10/2026"), "YP6", "Jo Wellbarrow", "Content", "Pornography on a second-hand phone", 2, "No", "No", "Yes", "AH", "Live", None, None),
    row("OS/26/007", day("19/11/2026"), day("18/11/2026"), "YP5", "Foster carer", "Contact", "Friend request from a teacher's account, maybe fake", 2, "No", "No", "Yes", "AH", "Live", None, None),
    row(Cell("Total", bold=True), *[None] * 13, Cell(13, bold=True, formula="SUBTOTAL(103,tblOnline[Ref])")),
)  # fmt: skip

CONTACTS = (
    headings("Ref", "When", "What", "Who"),
    row("OS/26/002", day("15/04/2026"), "Rang SW, left message", "Kit Trentish"),
    row("OS/26/003", day("30/06/2026"), "Police crime number given", "Avis Hollowmere"),
    row("OS/26/001", day("14/05/2026"), "Order confirmed by SW", "Avis Hollowmere"),
    row("OS/26/004", day("10/08/2026"), "Wifi password changed, closed", "Kit Trentish"),
    row("OS/26/005", day("14/09/2026"), "Met with head of year", "Kit Trentish"),
    row("OS/26/003", day("02/11/2026"), "Officer on leave, colleague to ring", "Avis Hollowmere"),
    row("OS/26/006", day("12/11/2026"), "SW will visit next week", "Jo Wellbarrow"),
    row("OS/26/002", day("13/11/2026"), "SW emailed, no answer yet", "Kit Trentish"),
    row("OS/26/005", day("16/11/2026"), "School: no more since half term. Review in 2 wks", "Kit Trentish"),
    row("OS/26/006", day("18/11/2026"), "SW visited, plan agreed", "Jo Wellbarrow"),
)

LISTS = (
    headings("Status", "Category", "Yes/No"),
    *(row(s, c, y) for s, c, y in zip(S, ("Content", "Contact", "Conduct", "Commerce", None), ("Yes", "No", None, None, None), strict=True)),
)

CHARTS = (
    headings("Category", "Number"),
    *(
        row(name, Cell(n, formula=f"COUNTIF(tblOnline[Category],A{line})"))
        for line, (name, n) in enumerate((("Content", 4), ("Contact", 4), ("Conduct", 4), ("Commerce", 1)), 2)
    ),
)

BOOK = Book(
    "Excel",
    (
        Sheet(
            "Online log", LOG, (11, 12, 12, 12, 16, 11, 42, 7, 8, 8, 12, 7, 16, 12, 30), frozen=1,
            tables=(Table("tblOnline", "A1:O15", "TableStyleMedium7", totals=True),),
            choices=(Choice("M2:M14", source="'Drop downs'!$A$2:$A$6"), Choice("F2:F14", ("Content", "Contact", "Conduct", "Commerce")), Choice("I2:K14", ("Yes", "No"))),
            highlights=(Highlight("M2:M14", "Live", "FFC7CE"), Highlight("M2:M14", "Closed", "C6EFCE")),
        ),
        Sheet("Contact log", CONTACTS, (12, 12, 50, 18), frozen=1, tables=(Table("Table4", "A1:D11", "TableStyleLight9"),)),
        Sheet("Drop downs", LISTS, (18, 14, 10)),
        Sheet("Charts", CHARTS, (14, 10), charts=(Chart("Incidents by category", "A2:A5", "B2:B5", 3, 1),)),
    ),
    author="Avis Hollowmere",
)  # fmt: skip
