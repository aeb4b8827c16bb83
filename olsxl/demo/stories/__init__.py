"""The demo's events, in the order in which they were reported."""

from __future__ import annotations

from olsxl.demo.stories.commerce import GAME_SPENDING, PRIZE_MESSAGE
from olsxl.demo.stories.conduct import FILTER_BYPASS, GROUP_CHAT, PASSED_ON, SECOND_PHONE, SHARED_IMAGE
from olsxl.demo.stories.contact import FALSE_AGE, FAMILY_CONTACT, STRANGER
from olsxl.demo.stories.content import ADULT_VIDEO, LENT_GAME, SELF_HARM_FEED, STUNT_VIDEO

STORIES = (
    ADULT_VIDEO,
    FILTER_BYPASS,
    STRANGER,
    GAME_SPENDING,
    GROUP_CHAT,
    SELF_HARM_FEED,
    SHARED_IMAGE,
    FAMILY_CONTACT,
    STUNT_VIDEO,
    FALSE_AGE,
    PRIZE_MESSAGE,
    SECOND_PHONE,
    PASSED_ON,
    LENT_GAME,
)
"""Oldest first, so that numbering them by year leaves no gap."""
