"""Prints the text of a cell as LibreOffice shows it; run by a Python that has LibreOffice's bridge `uno`.

Arguments: the name of the pipe on which LibreOffice listens, the file's address, its password, the sheet, the cell.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, for its own Python
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # as above


def main(pipe: str, address: str, password: str, sheet: str, cell: str) -> None:
    """Load the file, print the cell, end LibreOffice."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    office = _connected(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
    how = (PropertyValue("Password", 0, password, 0), PropertyValue("Hidden", 0, True, 0))
    try:
        document = desktop.loadComponentFromURL(address, "_blank", 0, how)
        sys.stdout.write(document.Sheets.getByName(sheet).getCellRangeByName(cell).String)
        document.close(True)
    except Exception as failure:  # noqa: BLE001 - a wrong password comes as one of several of LibreOffice's own
        sys.stdout.write(f"not opened: {type(failure).__name__}")
    desktop.terminate()


def _connected(resolver: Any, where: str) -> Any:
    for _ in range(120):
        try:
            return resolver.resolve(where)
        except Exception:  # noqa: BLE001 - until LibreOffice listens
            time.sleep(0.25)
    raise TimeoutError


if __name__ == "__main__":
    main(*sys.argv[1:])
