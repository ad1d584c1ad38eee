"""The command that tells how far coders agree."""

from __future__ import annotations

from dataclasses import asdict

from sayso.cli.options import Database, Json
from sayso.cli.support import console, print_json


def agreement(db: Database, json_: Json = False) -> None:
    """How far people who went through the same reports agree, field by field; and their pace."""
    from sayso.desk.coding import coding_of
    from sayso.store import Store
    from sayso.view.agreement_terminal import print_agreement

    with Store.open(db, create=False) as store:
        found = coding_of(store)
    if json_:
        print_json(asdict(found))
    else:
        print_agreement(found.fields, found.pace, found.double, console())
