"""MUC-4 with five roles: entities per document, and per template.

- CEAF-REE (Du et al. 2021, GRIT): the entities that fill a role, all incidents of a document
  pooled. An answer is right when every one of its names is a name of the key's entity.
- Template F1 (Du et al. 2021, GTT): templates paired one to one where the type given is among the
  key's; within a pair an answer is right when it matches any entity of that role. The type is one
  more slot.
- CEAF-RME (Chen et al. 2023, IterX): templates paired by greatest total similarity, types must be
  equal. ``phi_subset``: an answer is right when any of its names is a name of an entity of that
  role; ``phi_3``: entities paired by the number of shared names.

The key's types with a slash ("attack / bombing") stand for either. As in the released code of
IterX, the recall of phi_3 counts the names of both readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.scoring.basic import Figures, Row, Tally, by_id, pair
from benchmarks.scoring.strings import normal

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
# Above this many ways to pair templates, the pairing by greatest shares stands in for all ways.
MAX_WAYS = 200_000

Entity = tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """A type and the entities of each role, an entity being its names."""

    type: str
    roles: dict[str, tuple[Entity, ...]]

    def entities(self) -> list[tuple[str, Entity]]:
        """All entities with their roles."""
        return [(role, e) for role in ROLES for e in self.roles[role]]


def _names(entity: Sequence[str | Sequence[str]]) -> list[str]:
    return [m if isinstance(m, str) else m[0] for m in entity]


def _template(row: Row, *, lower: bool = False) -> Template:
    clean = str.lower if lower else normal
    roles = {
        role: tuple(tuple(clean(n) for n in _names(e)) for e in row["slots"].get(role, []) if e)
        for role in ROLES
    }
    return Template(row["incident_type"], roles)


def _distinct(rows: Sequence[Row]) -> list[Template]:
    """The key's templates, identical ones once."""
    seen: list[tuple[str, list[list[list[str]]]]] = []
    out: list[Template] = []
    for row in rows:
        said = [[_names(e) for e in row["slots"].get(role, []) if e] for role in ROLES]
        if (row["incident_type"], said) not in seen:
            seen.append((row["incident_type"], said))
            out.append(_template(row))
    return out


def _within(answer: Entity, key: Entity) -> bool:
    return all(name in key for name in answer)


def _pool(templates: Sequence[Template]) -> dict[str, list[Entity]]:
    """Entities of a document by role, without those that share all names with earlier ones."""
    out: dict[str, list[Entity]] = {role: [] for role in ROLES}
    for template in templates:
        for role, entity in template.entities():
            if not any(_within(entity, e) or _within(e, entity) for e in out[role]):
                out[role].append(entity)
    return out


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score rows with ``templates`` of ``incident_type`` and ``slots``."""
    answers = by_id(predicted)
    ree = {role: Tally() for role in ROLES}
    gtt = {role: Tally() for role in ("incident_type", *ROLES)}
    subset, shared, relevant = Tally(), Tally(), Tally()
    for row in gold:
        given = answers.get(row["doc_id"], {}).get("templates", [])
        found = [_template(t) for t in given]
        # Pooled on the strings as written, as GRIT does, and compared in normal form.
        raw = _pool([_template(t, lower=True) for t in row["templates"]])
        keys = {r: [tuple(normal(n) for n in e) for e in raw[r]] for r in ROLES}
        _score_entities(ree, keys, _pool(found))
        distinct = _distinct(row["templates"])
        _score_templates(gtt, distinct, found)
        _score_subset(subset, distinct, found)
        _score_shared(shared, distinct, found)
        both = bool(row["templates"]) and bool(found)
        relevant.add(both, bool(found), bool(row["templates"]))
    return {
        "ceaf_ree": _micro(ree.values()),
        "ceaf_ree_by_role": {role: tally.figures()["F1"] for role, tally in ree.items()},
        "template": _micro(gtt.values()),
        "template_by_slot": {slot: tally.figures()["F1"] for slot, tally in gtt.items()},
        "ceaf_rme_subset": subset.figures(),
        "ceaf_rme_3": shared.figures(),
        "relevant": relevant.figures(),
        "documents": len(gold),
    }


def _micro(tallies: Iterable[Tally]) -> Figures:
    total = Tally()
    for t in tallies:
        total.add(t.right_predicted, t.predicted, t.gold, t.right_gold)
    return total.figures()


def _score_entities(
    tallies: dict[str, Tally], keys: dict[str, list[Entity]], found: dict[str, list[Entity]]
) -> None:
    for role in ROLES:
        matches = {
            (i, j): 1.0
            for i, key in enumerate(keys[role])
            for j, answer in enumerate(found[role])
            if _within(answer, key)
        }
        tallies[role].add(len(pair(matches)), len(found[role]), len(keys[role]))


Matches = dict[str, tuple[int, int]]


def _matches(key: Template, answer: Template) -> Matches:
    """For every role: answers that match a key entity, key entities that an answer matches."""
    return {
        role: (
            sum(any(_within(a, k) for k in key.roles[role]) for a in answer.roles[role]),
            sum(any(_within(a, k) for a in answer.roles[role]) for k in key.roles[role]),
        )
        for role in ROLES
    }


def _score_templates(
    tallies: dict[str, Tally], keys: Sequence[Template], found: Sequence[Template]
) -> None:
    matches = {
        (j, i): _matches(key, answer)
        for j, answer in enumerate(found)
        for i, key in enumerate(keys)
        if answer.type in key.type
    }
    given = sum(1 + len(t.entities()) for t in found)
    wanted = sum(1 + len(t.entities()) for t in keys)
    best = _best_pairing(matches, len(found), len(keys), given, wanted)
    tallies["incident_type"].add(len(best), len(found), len(keys))
    for role in ROLES:
        tallies[role].add(
            sum(matches[p][role][0] for p in best),
            sum(len(t.roles[role]) for t in found),
            sum(len(t.roles[role]) for t in keys),
            sum(matches[p][role][1] for p in best),
        )


def _best_pairing(
    matches: dict[tuple[int, int], Matches], rows: int, columns: int, given: int, wanted: int
) -> list[tuple[int, int]]:
    """The pairing with the best F1 of the document."""
    totals = {
        p: (1 + sum(a for a, _ in m.values()), 1 + sum(b for _, b in m.values()))
        for p, m in matches.items()
    }
    if (columns + 1) ** rows > MAX_WAYS:
        return pair({p: a / given + b / wanted for p, (a, b) in totals.items()})
    best: list[tuple[int, int]] = []
    best_score = -1.0
    for pairing in _pairings(rows, columns, totals):
        a = sum(totals[p][0] for p in pairing)
        b = sum(totals[p][1] for p in pairing)
        score = 2 * (a / given) * (b / wanted) / (a / given + b / wanted) if a and b else 0.0
        if score > best_score:
            best, best_score = pairing, score
    return best


def _pairings(
    rows: int, columns: int, allowed: dict[tuple[int, int], tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """All one-to-one pairings of rows with columns or nothing, by the allowed pairs."""
    out: list[list[tuple[int, int]]] = [[]]
    for row in range(rows):
        options = [c for c in range(columns) if (row, c) in allowed]
        out = [
            extended
            for pairing in out
            for extended in (
                *([*pairing, (row, c)] for c in options if all(c != used for _, used in pairing)),
                pairing,
            )
        ]
    return out


Fill = tuple[str, str, Entity]


def _fills(template: Template, type_: str) -> list[Fill]:
    return [(type_, role, entity) for role, entity in template.entities()]


def _readings(keys: Sequence[Template], split: bool) -> list[tuple[int, list[Fill]]]:
    """The key's templates, one for each type of a "attack / bombing"."""
    out: list[tuple[int, list[Fill]]] = []
    for i, key in enumerate(keys):
        types = [t.strip() for t in key.type.split("/")] if split and key.entities() else [key.type]
        out.extend((i, _fills(key, t)) for t in types)
    return out


def _best_templates(
    keys: Sequence[Template], found: Sequence[list[Fill]], similar: dict[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Readings paired with answers; of a template's readings only the more similar one."""
    owners = [owner for owner, _ in _readings(keys, bool(found))]
    sums = {
        row: sum(similar.get((row, c), 0.0) for c in range(len(found)))
        for row in range(len(owners))
    }
    kept = {
        max((r for r, o in enumerate(owners) if o == owner), key=lambda r: (sums[r], -r))
        for owner in set(owners)
    }
    return pair({p: v for p, v in similar.items() if p[0] in kept and v > 0})


def _score_subset(tally: Tally, keys: Sequence[Template], found: Sequence[Template]) -> None:
    answers = [f for f in (_fills(t, t.type) for t in found) if f]
    readings = _readings(keys, bool(answers))
    counts: dict[tuple[int, int], tuple[int, int]] = {}
    for i, (_, key) in enumerate(readings):
        for j, answer in enumerate(answers):
            counts[i, j] = _any_name(key, answer)
    chosen = _best_templates(keys, answers, {p: float(a) for p, (a, _) in counts.items()})
    tally.add(
        sum(counts[p][0] for p in chosen),
        sum(len(a) for a in answers),
        sum(len(k.entities()) for k in keys),
        sum(counts[p][1] for p in chosen),
    )


def _any_name(key: list[Fill], answer: list[Fill]) -> tuple[int, int]:
    """Answers with a name of a key's entity of the same role, and how many entities they hit."""
    hit: set[int] = set()
    right = 0
    for type_, role, names in answer:
        first = next(
            (
                i
                for name in names
                for i, (t, r, known) in enumerate(key)
                if (t, r) == (type_, role) and name in known
            ),
            None,
        )
        if first is not None:
            right += 1
            hit.add(first)
    return right, len(hit)


def _score_shared(tally: Tally, keys: Sequence[Template], found: Sequence[Template]) -> None:
    answers = [f for f in (_fills(t, t.type) for t in found) if f]
    readings = _readings(keys, bool(answers))
    similar: dict[tuple[int, int], float] = {}
    for i, (_, key) in enumerate(readings):
        for j, answer in enumerate(answers):
            names = {
                (a, b): float(sum(n in key[a][2] for n in answer[b][2]))
                for a in range(len(key))
                for b in range(len(answer))
                if key[a][:2] == answer[b][:2]
            }
            similar[i, j] = sum(names[p] for p in pair({p: v for p, v in names.items() if v}))
    right = sum(similar[p] for p in _best_templates(keys, answers, similar))
    counted = [key for _, key in readings] if answers else [_fills(k, k.type) for k in keys]
    tally.add(
        right,
        sum(len(names) for a in answers for _, _, names in a),
        sum(len(names) for key in counted for _, _, names in key),
    )
