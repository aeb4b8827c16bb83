"""Stonefettle: a table a year, closed rows hidden by hand, an action list with dates by which things are to be done."""

from tests.data.registers.making.book import Book, Choice, Highlight, Sheet, Table, day, headings, row

HEADS_2025 = ("Unique ID", "Date of event", "Date logged", "Home", "Child ID", "Overview", "Platform used", "Risk rating", "CEOP / police referral", "Case status", "Date signed off", "Signed off by")
HEADS_2026 = ("Unique ID", "Date of event", "Date logged", "Logged by", "Home", "Child ID", "Overview", "Platform used", "Risk rating", "CEOP / police referral", "Parental controls reviewed", "Case status", "Date signed off", "Signed off by")

Y2025 = (
    headings(*HEADS_2025, fill="FFC000"),
    row("SF-25-01", day("20/01/2025"), day("21/01/2025"), "Upper", "SF07", "Violent game streamed to younger child", "Console", "Low", "N/A", "Signed off", day("31/01/2025"), "H. Crundleby", gone="hand"),
    row("SF-25-02", day("15/03/2025"), day("15/03/2025"), "Lower", "SF02", "Older boy pressing for pictures", "Snapchat", "V High", "Police", "Signed off", day("12/06/2025"), "H. Crundleby", gone="hand"),
    row("SF-25-03", day("29/06/2025"), day("01/07/2025"), "Upper", "SF11", "Copied homework site with adult adverts", "Browser", "Low", "N/A", "Signed off", day("04/07/2025"), "I. Penfettle", gone="hand"),
    row("SF-25-04", day("08/10/2025"), day("08/10/2025"), "Lower", "SF02", "Runaway plans with online boyfriend", "Discord", "V High", "Police + CEOP", "Open - court", None, None),
    row("SF-25-05", day("22/11/2025"), day("22/11/2025"), "Upper", "SF07", "Slurs in voice chat", "Console", "Med", "N/A", "Signed off", day("05/12/2025"), "H. Crundleby", gone="hand"),
)
Y2026 = (
    headings(*HEADS_2026, fill="FFC000"),
    row("SF-26-01", day("18/01/2026"), day("18/01/2026"), "I. Penfettle", "Upper", "SF11", "Deleted history, self-harm searches", "Browser", "High", "N/A", "Y", "Signed off", day("27/02/2026"), "H. Crundleby", gone="hand"),
    row("SF-26-02", day("07/03/2026"), day("08/03/2026"), "Agency", "Lower", "SF13", "Picture of SF13 on a fan page", "Instagram", "Med", "N/A", "N", "Signed off", day("30/03/2026"), "H. Crundleby", gone="hand"),
    row("SF-26-03", day("25/05/2026"), day("26/05/2026"), "I. Penfettle", "Upper", "SF07", "Threatened after selling a game account", "Discord", "High", "Police", "Y", "Open", None, None),
    row("SF-26-04", day("13/08/2026"), day("13/08/2026"), "H. Crundleby", "Lower", "SF02", "New contact with boyfriend of SF-25-04", "Unknown", "V High", "Police + CEOP", "Y", "Open - court", None, None),
    row("SF-26-05", day("06/10/2026"), day("07/10/2026"), "Agency", "Upper", "SF14", "Pornography app hidden in folder", "Phone", "Med", "N/A", "Y", "Waiting sign off", None, None),
    row("SF-26-06", day("30/10/2026"), day("30/10/2026"), "I. Penfettle", "Lower", "SF13", "Live streamed from bedroom", "TikTok", "High", "N/A", "N", "Open", None, None),
    row("SF-26-07", day("14/11/2026"), day("16/11/2026"), "Agency", "Upper", "SF11", "Sent £15 to a stranger", "Bank app", "Low", "N/A", "Y", "Open", None, None),
    row(None),
    row(None),
)
ACTIONS = (
    headings("ID", "Action needed", "By whom", "By when", "Date done", "Comment", fill="FFC000"),
    row("SF-25-04", "Get court date", "H. Crundleby", day("01/02/2026"), day("03/02/2026"), "Not before autumn"),
    row("SF-25-04", "Video evidence for court", "H. Crundleby", day("20/11/2026"), None, "witness care to confirm"),
    row("SF-26-03", "Crime number to school", "I. Penfettle", day("05/06/2026"), day("05/06/2026"), None),
    row("SF-26-03", "Meet college re threats", "I. Penfettle", day("13/11/2026"), day("17/11/2026"), "no new threats since Sept"),
    row("SF-26-04", "Chase CEOP", "H. Crundleby", day("09/11/2026"), day("10/11/2026"), "still with them"),
    row("SF-26-05", "Manager to sign off", "H. Crundleby", day("30/11/2026"), None, None),
    row("SF-26-06", "Privacy settings with SF13", "I. Penfettle", day("20/11/2026"), day("20/11/2026"), "account is private now"),
)

BOOK = Book(
    "Excel",
    (
        Sheet(
            "Log 2026", Y2026, (10, 12, 12, 13, 8, 8, 36, 13, 9, 16, 12, 16, 12, 14), "d-mmm-yy", frozen=1,
            tables=(Table("Log_2026", "A1:N10", "TableStyleMedium12"),),
            choices=(Choice("L2:L10", source="Key!$A$2:$A$5"), Choice("K2:K10", ("Y", "N"))),
            highlights=(Highlight("I2:I10", "V High", "FF9999"),),
        ),
        Sheet("Log 2025", Y2025, (10, 12, 12, 8, 8, 36, 13, 9, 16, 16, 12, 14), "d-mmm-yy", frozen=1, tables=(Table("Table2", "A1:L6", "TableStyleMedium12"),)),
        Sheet("Actions", ACTIONS, (10, 28, 14, 12, 12, 30), "d-mmm-yy"),
        Sheet("Key", (headings("Case status"), row("Open"), row("Open - court"), row("Waiting sign off"), row("Signed off")), (18,), hidden=True),
    ),
    author="H. Crundleby",
)  # fmt: skip
