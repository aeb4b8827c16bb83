"""The steps that carry the files of an older layout of the state folder forward, one for each version.

Each step can be cut short and taken again: it leaves alone what it has done already.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from olsxl import files, records
from olsxl.register.coverage.seen import keyed
from olsxl.register.identity import digest, new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def carry_forward(folder: Path, version: int) -> None:
    """Bring the files of a state folder from the layout of a version to this one. Raises OSError."""
    for step in _STEPS[version - 1 :]:
        step(folder)


def _by_kind(folder: Path) -> None:
    """Version 2: the queue and the ledger hold jobs and writes of every kind, no longer reviews alone."""
    for path, record in _records(folder / "writes", {"review", "stage", "updates", "reviews"}):
        write = {
            "kind": "review",
            "key": record["review"],
            "register": "incidents",
            "what": f"the review {record['review']}",
            "stage": _STAGES.get(record["stage"]),
            "rows": {"Updates": record["updates"], "Reviews": record["reviews"]},
            "sheets": [],
        }
        _replace(path, write)
    for path, record in _records(folder / "queue", {"review", "day"}):
        _replace(path, {"kind": "review", "key": record["review"], "day": record["day"], "facts": {}})


_STAGES: Final = {"intended": "prepared", "written": "committed", "returning": "restoring", "put-back": "restored"}


def _records(folder: Path, keys: set[str]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The records of a folder with these keys, each with its file; one that cannot be read was of no use before."""
    for path in sorted(folder.glob("*.json")):
        with suppress(ValueError):
            record = records.parse(path.read_text(encoding="utf-8", errors="replace"))
            if record.keys() >= keys:
                yield path, record


def _replace(path: Path, record: dict[str, Any]) -> None:
    """Put a record under its new name, and then take the old one away."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    files.write_atomic(path.with_name(f"{record['kind']}-{record['key']}.json"), text.encode())
    path.unlink(missing_ok=True)


def _by_register(folder: Path) -> None:
    """Version 3: each write names its register, which is known again by the references that the writes name."""
    for register, sheet, key in (("incidents", "Updates", "Incident ref"), ("training", "Training", "Person ID")):
        found = _records(folder / "writes", {"register", "rows"})
        writes = [(path, record) for path, record in found if record["register"] == register]
        register_id = next((record["register_id"] for _, record in writes if "register_id" in record), new_id())
        for path, record in writes:
            text = json.dumps(record | {"register_id": register_id}, ensure_ascii=False, indent=1)
            files.write_atomic(path, text.encode())
        if writes:
            named = {digest(ref) for _, record in writes for ref in _references(record["rows"], sheet, key)}
            known = {"id": register_id, "register": register, "path": "", "records": sorted(named)}
            path = folder / "registers" / f"{register_id}.json"
            files.make_private(path.parent)
            files.write_atomic(path, json.dumps(known | {"asked": False, "written": True}).encode())


def _references(rows: Any, sheet: str, key: str) -> Iterator[str]:
    """The references that a write names; one that cannot be read names none."""
    with suppress(AttributeError, TypeError):
        yield from (str(row[key]) for row in rows.get(sheet, ()) if key in row)


def _keyed(folder: Path) -> None:
    """Version 4: what reviews saw has a file of its own, and its digests are keyed with a secret."""
    for path, record in _records(folder / "references", set()):
        secret = secrets.token_hex(16)
        seen = {
            "secret": secret,
            "sheets": [keyed(secret, sheet) for sheet in record.pop("sheets", ())],
            "headings": {keyed(secret, place): found for place, found in record.pop("headings", {}).items()},
            "notes": {
                keyed(secret, cell): [length, parts] for cell, (length, _, parts) in record.pop("notes", {}).items()
            },
        }
        target = folder / "seen" / "reviews.json"
        if not target.exists():
            files.make_private(target.parent)
            files.write_atomic(target, json.dumps(seen).encode())
        files.write_atomic(path, json.dumps(record).encode())


_STEPS: Final[tuple[Callable[[Path], None], ...]] = (_by_kind, _by_register, _keyed)

VERSION: Final = 1 + len(_STEPS)
"""The version of the layout that this olsxl writes."""
