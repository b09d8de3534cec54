"""Places of the fact tables to spoil, one at a time, and what must be said of each."""

from __future__ import annotations

from corrupting import Spoiled

EVENTS = "data/facts/events.csv"
PROVISIONS = "data/facts/provisions.csv"
SOURCES = "data/sources.csv"
TYPES = "data/facts/event_types.csv"
UNITS = "data/facts/units.csv"
ORGANIZATIONS = "data/facts/organizations.csv"
ORGANIZATION_PROVISIONS = "data/facts/organization_provisions.csv"
PROVISION_TOPICS = "data/facts/provision_topics.csv"
DIFFERENCES = "data/facts/differences.csv"

CASES = [
    # The format
    Spoiled(
        "row with more cells",
        UNITS,
        "u_geo,Global Education Office",
        "u_geo,Global,Education Office",
        "",
        "this row has 16 cells",
        alone=True,
    ),
    Spoiled(
        "row with fewer cells",
        UNITS,
        "u_geo,Global Education Office,",
        "u_geo,",
        "",
        "this row has 14 cells",
        alone=True,
    ),
    Spoiled("unclosed quote", UNITS, "u_geo,Global", 'u_geo,"Global', "", "the CSV is broken", alone=True),
    Spoiled(
        "quote inside a cell",
        DIFFERENCES,
        '"Names the aim of',
        '"Names "the" aim of',
        "",
        "the CSV is broken",
        alone=True,
    ),
    Spoiled("unknown column", UNITS, "short_name", "short_names", "", ""),
    Spoiled(
        "column named twice", UNITS, "unit_id,name,short_name", "unit_id,name,name", "name", "named twice", alone=True
    ),
    Spoiled("missing list column", PROVISIONS, ",instruments,products,", ",notes,products,", "", ""),
    Spoiled(
        "control character",
        UNITS,
        "u_geo,Global Education Office",
        "u_geo,Global Education\x0bOffice",
        "",
        "control character",
        alone=True,
    ),
    Spoiled(
        "NUL byte",
        UNITS,
        "u_geo,Global Education Office",
        "u_geo,Global Education\x00Office",
        "",
        "control character",
        alone=True,
    ),
    # Values
    Spoiled("unknown instrument", PROVISIONS, ";offtake;", ";oftake;", "instrument", "Did you mean 'offtake'"),
    Spoiled("unknown product", PROVISIONS, ";catalysts;", ";catalyst;", "product", "Did you mean 'catalysts'"),
    Spoiled(
        "unknown status",
        EVENTS,
        "U.S.-China truce in Busan,agreement,occurred",
        "U.S.-China truce in Busan,agreement,occured",
        "status",
        "Did you mean 'occurred'",
    ),
    Spoiled(
        "unknown pillar",
        PROVISIONS,
        "Permits,Permitting",
        "Permits,Permission",
        "pillar",
        "'Permission' is not in the list",
    ),
    Spoiled(
        "list word in capitals",
        EVENTS,
        "E002,2025-03-20,day",
        "E002,2025-03-20,Day",
        "date_precision",
        "Did you mean 'day'",
    ),
    Spoiled(
        "yes for true",
        EVENTS,
        "occurred,,true,context,A truce over",
        "occurred,,yes,context,A truce over",
        "turning_point",
        "neither true nor false",
    ),
    Spoiled(
        "comma in a number",
        TYPES,
        "Mining trials,8",
        'Mining trials,"1,000"',
        "lane_position",
        "'1,000' is not a whole number",
    ),
    Spoiled(
        "number beyond its type",
        TYPES,
        "Mining trials,8",
        "Mining trials,99999999999",
        "lane_position",
        "is not a whole number",
    ),
    Spoiled(
        "address that runs code",
        SOURCES,
        "https://cttc.co/vanderbilt-universitys-commercialization-process",
        "javascript:alert(1)",
        "url",
        "breaks the rule",
    ),
    Spoiled(
        "address with a space",
        SOURCES,
        "https://cttc.co/vanderbilt-universitys",
        "https://cttc.co/vanderbilt universitys",
        "url",
        "breaks the rule",
    ),
    Spoiled(
        "13th month of publishing",
        SOURCES,
        ",2025-10-27,in full,compiled",
        ",2025-13,in full,compiled",
        "published",
        "breaks the rule",
    ),
    Spoiled(
        "unknown trust",
        SOURCES,
        "2025-10-27,in full,compiled",
        "2025-10-27,in full,complied",
        "trust",
        "Did you mean 'compiled'",
    ),
    Spoiled(
        "day that is not in the month",
        EVENTS,
        "E001,2025-03-17",
        "E001,2025-02-29",
        "date",
        "not a day of the calendar",
    ),
    Spoiled("date without leading zero", EVENTS, "E001,2025-03-17", "E001,2025-3-17", "date", "Write it as 2025-10-28"),
    Spoiled("too long label", EVENTS, "First ten projects on FAST-41", "x" * 47, "label", "length(label) <= 46"),
    Spoiled("too long name", UNITS, "Global Education,", f"{'x' * 27},", "short_name", "length(short_name) <= 26"),
    Spoiled("required cell empty", UNITS, "u_geo,Global Education Office,", "u_geo,,", "name", "a value is required"),
    Spoiled(
        "required cell of blanks", UNITS, "u_geo,Global Education Office,", "u_geo,   ,", "name", "a value is required"
    ),
    Spoiled("identifier of another shape", PROVISIONS, "P05,5,,New means", "P5,5,,New means", "", ""),
    Spoiled("negative position", PROVISIONS, "P05,5,,New means", "P05,-5,,New means", "position", "breaks the rule"),
    Spoiled(
        "difference without text",
        DIFFERENCES,
        "Also names offtake, insurance and regulatory facilitation.",
        "",
        "text_says",
        "breaks the rule",
    ),
    Spoiled(
        "text for a clause never seen",
        DIFFERENCES,
        'effective 30 days after receipt.",,',
        'effective 30 days after receipt.",Seen.,',
        "text_says",
        "breaks the rule",
    ),
    # Keys and references
    Spoiled(
        "same event twice",
        EVENTS,
        "\nE044,2026-01-20",
        "\nE043,2026-01-20",
        "event_id",
        "'E043' is used already at data/facts/events.csv:",
        down=1,
    ),
    Spoiled("same source twice", SOURCES, "\ns_afx_fw,", "\ns_afx_evac,", "", ""),
    Spoiled(
        "same position twice", PROVISIONS, "P05,5,,New means", "P05,4,,New means", "position", "'4' is used already"
    ),
    Spoiled(
        "same country twice",
        EVENTS,
        "s_jiji_39b,s_rex_39b,Japan,",
        "s_jiji_39b,s_rex_39b,Japan;Japan,",
        "event_id, country",
        "is used already",
    ),
    Spoiled(
        "provision both direct and related",
        EVENTS,
        "Minister Akazawa (METI);Secretary Lutnick (Commerce),P03;P05,",
        "Minister Akazawa (METI);Secretary Lutnick (Commerce),P03;P05,P03",
        "event_id, provision_id",
        "is used already",
    ),
    Spoiled("dangling source", EVENTS, ",s_jiji_39b,", ",s_jiji_39c,", "source_id", "Did you mean 's_jiji_39b'"),
    Spoiled(
        "dangling second source", EVENTS, ",s_rex_39b,", ",nobody,", "second_source_id", "'nobody' is not in sources"
    ),
    Spoiled(
        "dangling provision",
        EVENTS,
        "Minister Akazawa (METI);Secretary Lutnick (Commerce),P03;P05,",
        "Minister Akazawa (METI);Secretary Lutnick (Commerce),P03;P55,",
        "provision_id",
        "'P55' is not in provisions",
    ),
    Spoiled(
        "dangling kind of event",
        EVENTS,
        "Japan frees JPY 39 billion,funding",
        "Japan frees JPY 39 billion,fund",
        "type",
        "is not in event_types",
    ),
    Spoiled(
        "dangling item",
        DIFFERENCES,
        "D05,P02,us-japan-2025.summary.4",
        "D05,P02,us-japan-2025.summary.44",
        "item_id",
        "Did you mean 'us-japan-2025.summary.4'",
    ),
    Spoiled(
        "dangling clock",
        "data/facts/event_milestones.csv",
        "E061,us-japan-2025.m.ministerial",
        "E061,us-japan-2025.m.minister",
        "milestone_id",
        "Did you mean 'us-japan-2025.m.ministerial'",
    ),
    Spoiled(
        "dangling event",
        "data/facts/related_clocks.csv",
        "E065,E042",
        "E065,E942",
        "started_by",
        "'E942' is not in events",
    ),
]
