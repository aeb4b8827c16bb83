"""Weeks without a review, and a review that does not cover what was open (REV)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import schema

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted


def plant(register: Planted) -> None:
    put = register.put
    del register.reviews[100]
    put(schema.REVIEWS, 102, {}, "Review:REV301")
    del register.reviews[-1]
    register.faults |= {("REV301", "Reviews"), ("REV302", "Reviews")}
    found = {"Content hash": "0a1b", "Refs covered": register.incidents[1910]["Incident ref"]}
    put(schema.REVIEWS, len(register.reviews) + 1, found, "Review:REV306", "Refs covered:REV307")
