"""How far coders agree and how fast they are, in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from sayso.review.agreement import FIELDS, FieldAgreement
from sayso.review.pace import Pace
from sayso.view.origin_rows import count
from sayso.view.rich_parts import line, table
from sayso.view.wording import clock

_MEANING = {name: meaning for name, meaning, _ in FIELDS}


def print_agreement(
    fields: Iterable[FieldAgreement], paces: Iterable[Pace], double: int, console: Console
) -> None:
    """Print a row a field and a row a person.

    Args:
        fields: Agreement on each field.
        paces: Each person's pace.
        double: Reports that several people have gone through.
        console: Where to print.
    """
    console.print(line(f"{count(double, 'report')} gone through by two people or more", "dim"))
    if double:
        out = table("field", "what", "alpha", "equal", "units", title="Krippendorff’s alpha")
        for each in fields:
            out.add_row(
                line(each.field, "bold"),
                Text.assemble(
                    line(_MEANING.get(each.field, "")),
                    "\n" if each.why else "",
                    line(each.why or "", "dim"),
                ),
                line("–" if each.alpha is None else f"{each.alpha:.3f}"),
                line(f"{each.share:.0%}" if each.share is not None else "–"),
                line(each.units),
            )
        console.print(out)
    people = table(
        "who", "reports", "decisions", "undone", "seconds a report", "last", title="Pace"
    )
    for person in paces:
        seconds = person.seconds_a_report
        people.add_row(
            line(person.who, "bold"),
            line(person.reports),
            line(person.decisions),
            line(person.undone),
            line("–" if seconds is None else seconds),
            line(clock(person.last) if person.last else "–"),
        )
    if people.row_count:
        console.print(people)
