"""Who stocks what: how the stocks and aims of the two governments meet, mineral by mineral.

Neither publishes how much it holds, so nothing is added up: only whether something is held or aimed at is compared.
"""

from __future__ import annotations

import pandas as pd

from lodestone.each_row import each_row

HELD = ("held", "reported held")
# How the two stand to each other, the gaps last.
MEETING = (
    "both hold some",
    "the United States holds some, Japan aims to",
    "the United States holds some, nothing on record for Japan",
    "Japan holds some, nothing on record for the United States",
    "Japan aims to hold some, nothing on record for the United States",
    "nothing on record for either",
)


def meeting(united_states: object, japan: object) -> str:
    """How what is on record of the two meets, in one of MEETING; a stock that is only tracked counts as none."""
    ours, theirs = united_states in HELD, japan in HELD
    if ours:
        return MEETING[0] if theirs else MEETING[1] if japan == "target" else MEETING[2]
    return MEETING[3] if theirs else MEETING[4] if japan == "target" else MEETING[5]


def compared(minerals: pd.DataFrame) -> pd.DataFrame:
    """Minerals without the groups, with `meeting` added and its place; columns us_stock and japan_stock are read."""
    rows = minerals[~minerals["is_group"]]
    said = [meeting(row.us_stock, row.japan_stock) for row in each_row(rows)]
    rows = rows.assign(meeting=said, meeting_place=[MEETING.index(one) for one in said])
    return rows.sort_values(["meeting_place", "mineral"], kind="stable").reset_index(drop=True)
