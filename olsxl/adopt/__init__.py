"""Taking on a register that a manager keeps already: what its sheets, headings and values mean, as far as can be seen.

Bytes in, an `Understanding` out; `olsxl.jobs.adopt` writes. What is taken by likeness is shown to a person, and stands
in olsxl.toml, where she can correct it. A wrong guess is worse than none: what does not fit by its cells is not taken.
"""

from olsxl.adopt.incidents import Understanding, understand
from olsxl.adopt.refusals import NotUnderstood
from olsxl.adopt.settings import further_settings, mapping_text, settings_text
from olsxl.adopt.telling import told
from olsxl.adopt.training import UnderstoodTraining, understand_training

__all__ = [
    "NotUnderstood",
    "Understanding",
    "UnderstoodTraining",
    "further_settings",
    "mapping_text",
    "settings_text",
    "told",
    "understand",
    "understand_training",
]
