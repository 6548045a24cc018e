"""What spreadsheets make of answers: 3/4 becomes a date, `=x` an error.

What the person typed is gone by then, so nothing is guessed: the message says what happened, what
it may have been, and how to keep it from happening.
"""

from __future__ import annotations

import re

from symnn.errors import InputError

_MONTHS = (
    "jan|january|januar|jänner|janv|janvier|ene",
    "feb|february|februar|févr|fév|février",
    "mar|march|mär|märz|mrz|mars",
    "apr|april|avr|avril|abr",
    "may|mai|mayo",
    "jun|june|juni|juin",
    "jul|july|juli|juil|juillet",
    "aug|august|août|aoû|ago",
    "sep|sept|september|septembre",
    "oct|october|okt|oktober|octobre",
    "nov|november|novembre",
    "dec|december|dez|dezember|déc|décembre|dic",
)
_MONTH = {name: number for number, line in enumerate(_MONTHS, 1) for name in line.split("|")}
_NAME = "(?P<month>" + "|".join(sorted(_MONTH, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:[-./, ]+(?P<year>(?:19|20|21)?[0-9]{2}))?"
_DATES = tuple(
    re.compile(pattern + r"(?:[ T]+00:00(?::00)?)?", re.IGNORECASE)
    for pattern in (
        rf"(?P<day>[0-3]?[0-9])[-./ ]+{_NAME}{_YEAR}",
        rf"{_NAME}[-./ ]+(?P<day>[0-9]{{1,2}}){_YEAR}",
        r"(?P<year>(?:19|20|21)[0-9]{2})-(?P<m>[01][0-9])-(?P<day>[0-3][0-9])",
        r"(?P<first>[0-3]?[0-9])(?P<mark>[/.-])(?P<second>[0-3]?[0-9])(?P=mark)"
        r"(?P<year>(?:19|20|21)[0-9]{2})",
        r"(?P<first>[0-3][0-9])(?P<mark>[/.-])(?P<second>[0-3][0-9])(?P=mark)(?P<year>[0-9]{2})",
    )
)
_TIME = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-9]{2})(?::[0-9]{2})?(?: ?[AP]M)?", re.I)
_ERRORS = re.compile(
    r"#(?:DIV/0|NAME|VALUE|REF|NUM|N/A|NULL|WERT|BEZUG|ZAHL|NV|NOM|VALEUR|SPILL|CALC)[!?]?|#{2,}",
    re.IGNORECASE,
)
_KEEP = "format the column as text before typing, or begin with an apostrophe: '3/4"


def check_undamaged(text: str) -> None:
    """Let a text pass that no spreadsheet has turned into something else.

    Raises:
        InputError: if it is a date, a time, or an error of a spreadsheet.
    """
    bare = text.strip()
    if _ERRORS.fullmatch(bare):
        raise InputError(
            "an error of a spreadsheet, which took the answer for a formula of its own",
            found=bare,
            expected=f"the answer itself; {_KEEP}",
        )
    if not bare or not (bare[0].isdigit() or bare[0].isalpha()) or len(bare) > 30:
        return
    if readings := _readings(bare):
        raise InputError(
            f"a date: a spreadsheet seems to have made it of {' or '.join(readings)}",
            found=bare,
            expected=f"the answer itself; {_KEEP}",
        )


def _readings(text: str) -> list[str]:
    """What the date or time may have been; nothing where there is none."""
    if (time := _TIME.fullmatch(text)) and int(time["minutes"]) < 60:
        return [f"{int(time['hours'])}/{int(time['minutes'])}"]
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            found = match.groupdict()
            first, second = _day_and_month(found)
            if not 1 <= first <= 31 or not 1 <= second <= 99:
                return []
            return list(dict.fromkeys((f"{first}/{second}", f"{second}/{first}")))
    return []


def _day_and_month(found: dict[str, str | None]) -> tuple[int, int]:
    """Month and day, in the order in which a fraction is typed most often."""
    if found.get("first"):
        return int(found["first"] or 0), int(found["second"] or 0)
    name = found.get("month")
    month = _MONTH[name.lower()] if name else int(found.get("m") or 0)
    return month, int(found["day"] or 0)
