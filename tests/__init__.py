"""The tests of olsxl. Where what stands:

Rooms: `adopt`, `blank`, `cli` and so on follow the rooms of `olsxl/`, and `workbook/` its packages; a module is tested
in the file of its name where there is one. What holds for the whole product stands beside this: layers, README, wheel,
Windows.

Makers: `registers` builds small registers of rows, `workbook.books` and `workbook.structures` workbooks of any other
kind; `rules.checking` applies rules to rows, `jobs.reviewing` reviews a home, `cli.running` runs a command in this
process; `libreoffice` and the servers of `mail.conftest` start what their names say; `as_windows` makes this system
look like Windows; `data/registers` holds workbooks as managers keep them, and what makes them.

Runs: `pytest` leaves out what bears the marks `office`, `server` and `proof` (pyproject.toml says what they mean);
`pytest -m "office or server or proof"` runs that, and `.ci/run` both.

Long proofs, each a command: `python -m tests.corpus` (workbooks that Excel saved), `tests.writers` (workbooks as any
writer may leave them), `tests.fuzz.packages` (mangled ones), `tests.homes` (six weeks of a
manager's edits), `tests.crash`, `tests.crash.review`, `tests.crash.calamities` and `tests.crash.races` (failures and
reviews at the same time), `tests.mutation` (faults that the tests have to notice); `tests.benchmarks` measures, and
asserts nothing.
"""
