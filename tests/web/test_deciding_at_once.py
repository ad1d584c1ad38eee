"""People who decide about one incident at once, on servers of their own."""

import threading
from contextlib import ExitStack

from sayso.desk import Desk
from sayso.store import Store

PEOPLE = {"Ada": "killed", "Ben": "injured", "Cleo": "missing"}
ROUNDS = 20


def test_nothing_that_people_decide_at_once_is_lost(filled: str) -> None:
    with ExitStack() as opened:
        # a store each, as two servers over one database have
        stores = [opened.enter_context(Store.open(filled)) for _ in PEOPLE]
        (incident,) = stores[0].incidents()
        together = threading.Barrier(len(PEOPLE))

        def decide(store: Store, who: str, field: str, n: int) -> None:
            desk = Desk(store, who, alone=False)
            together.wait(30)
            new = {"value": str(n), "low": n, "best": n, "high": n}
            desk.decide(incident.id, "correct", path=field, new=new)

        for n in range(1, ROUNDS + 1):
            people = [
                threading.Thread(target=decide, args=(store, who, field, n))
                for store, (who, field) in zip(stores, PEOPLE.items(), strict=True)
            ]
            for each in people:
                each.start()
            for each in people:
                each.join(60)
            official = stores[0].incident(incident.id, official=True)
            decided = {field: official.tolls[field].best for field in PEOPLE.values()}
            assert decided == dict.fromkeys(PEOPLE.values(), n)
