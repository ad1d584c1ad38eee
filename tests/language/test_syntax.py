"""Tags, arcs, lemmas and entities of the network of syntax, and the trees made of its scores."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.parse import Parse
from sayso.language.parsing import parse
from sayso.language.syntax_entities import whole
from sayso.language.syntax_lemmas import lemmas_of, rules
from sayso.language.syntax_trees import tree
from sayso.record import Block


def read(text: str, kind: str = "paragraph") -> Parse:
    return parse(text, (Block(kind=kind, span=(0, len(text))),))


def arcs(text: str) -> set[tuple[str, str, str]]:
    result = read(text)
    return {(t.text, t.dep, result.tokens[t.head].text) for t in result.tokens}


def test_who_did_what_to_whom() -> None:
    found = arcs("Soldiers shelled the village on Monday, and two teachers were killed by rebels.")
    assert found >= {
        ("Soldiers", "nsubj", "shelled"),
        ("shelled", "ROOT", "shelled"),
        ("village", "dobj", "shelled"),
        ("on", "prep", "shelled"),
        ("two", "nummod", "teachers"),
        ("teachers", "nsubjpass", "killed"),
        ("killed", "conj", "shelled"),
        ("by", "agent", "killed"),
        ("rebels", "pobj", "by"),
    }


def test_what_is_said_hangs_on_the_verb_of_saying() -> None:
    found = arcs("The mayor said that the army had not fired the rockets.")
    assert {("fired", "ccomp", "said"), ("not", "neg", "fired"), ("that", "mark", "fired")} <= found


def test_sentences_end_where_they_end() -> None:
    text = "Gen. Musa Idris left Goma on Jan. 3. He did not say why. Nobody asked him."
    result = read(text)
    assert [text[s.start : s.end] for s in result.sentences] == [
        "Gen. Musa Idris left Goma on Jan. 3.",
        "He did not say why.",
        "Nobody asked him.",
    ]


def test_entities_have_kinds() -> None:
    text = "Maria Lopez of the World Bank flew to Nairobi on Tuesday with 20 Kenyan officials."
    found = {text[e.start : e.end]: e.label for e in read(text).entities}
    assert found == {
        "Maria Lopez": "PERSON",
        "the World Bank": "ORG",
        "Nairobi": "GPE",
        "Tuesday": "DATE",
        "20": "CARDINAL",
        "Kenyan": "NORP",
    }


def entities(text: str) -> list[tuple[str, str]]:
    return [(text[e.start : e.end], e.label) for e in read(text).entities]


def test_a_name_does_not_end_in_of() -> None:
    tokens = read("The Army of the Valley, the Council of, of.").tokens
    found = [(0, 4, 7), (4, 5, 7), (6, 9, 7), (10, 11, 7)]
    assert list(whole(found, tokens)) == [(0, 5, 7), (6, 8, 7)]


def test_a_person_is_one_by_the_surname_alone() -> None:
    text = "Omar Karim was arrested on Monday. His son fled. Karim denied the charge."
    assert ("Karim", "PERSON") in entities(text)


def test_a_capital_makes_no_name_of_a_number() -> None:
    assert read("Nineteen dead in market blast, hospital says", "title").tokens[0].tag == "CD"


@pytest.mark.parametrize(
    "frame",
    [
        "{} shelled a village near the border, killing six farmers.",
        "The minister accused {} of holding the envoy.",
        "{} bombs town",
        "Witnesses blamed {} for the raid; the governor did not.",
    ],
)
@pytest.mark.parametrize(
    "parties",
    [("Norway", "Chad", "Sweden", "Iran"), ("Boko", "Hamas", "Zagra", "Karun")],
    ids=["states", "groups"],
)
def test_the_tree_does_not_hang_on_the_name(frame: str, parties: tuple[str, ...]) -> None:
    def shape(name: str) -> list[tuple[object, ...]]:
        return [(t.tag, t.pos, t.dep, t.head, t.sent) for t in read(frame.format(name)).tokens]

    assert [shape(name) for name in parties] == [shape(parties[0])] * len(parties)


@pytest.mark.parametrize(
    ("word", "tag", "label", "after_there", "lemma", "pos"),
    [
        ("Bombs", "NNS", "dobj", False, "bomb", "NOUN"),
        ("bombs", "VBZ", "ROOT", False, "bomb", "VERB"),
        ("left", "VBD", "ROOT", False, "leave", "VERB"),
        ("was", "VBD", "auxpass", False, "be", "AUX"),
        ("was", "VBD", "ROOT", True, "be", "VERB"),
        ("has", "VBZ", "aux", False, "have", "AUX"),
        ("has", "VBZ", "ROOT", False, "have", "VERB"),
        ("that", "IN", "mark", False, "that", "SCONJ"),
        ("n't", "RB", "neg", False, "not", "PART"),
        ("This", "DT", "nsubj", False, "this", "PRON"),
        ("Goma", "NNP", "pobj", False, "goma", "PROPN"),
        ("somethin'", "NN", "dobj", False, "something", "NOUN"),
    ],
)
def test_lemmas_and_parts_of_speech(
    word: str, tag: str, label: str, after_there: bool, lemma: str, pos: str
) -> None:
    assert lemmas_of([(word, tag, label, after_there)]) == [(lemma, pos)]


def test_rules_are_those_of_the_pipeline() -> None:
    from spacy.tokens import Doc

    words = "He did n't do what the men had asked , so they left".split()
    tags = "PRP VBD RB VB WP DT NNS VBD VBN , RB PRP VBD".split()
    labels = "nsubj aux neg ROOT dobj det nsubj aux ccomp punct cc nsubj conj".split()
    nlp = rules()
    doc = Doc(nlp.vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
    for _, rule in nlp.pipeline:
        doc = rule(doc)
    keys = [(*key, False) for key in zip(words, tags, labels, strict=True)]
    assert lemmas_of(keys) == [(t.lemma_.lower(), t.pos_) for t in doc]


def _roots(heads: list[int]) -> set[int]:
    """Where the words come to that go up as far as they can."""
    at = list(range(len(heads)))
    for _ in heads:
        at = [heads[i] for i in at]
    return set(at)


def test_a_circle_is_broken_where_it_costs_least() -> None:
    scores = np.full((3, 3), -9.0, dtype=np.float32)
    scores[0, 0] = 1.0
    scores[1, 2], scores[2, 1] = 5.0, 5.0  # these two want one another
    scores[1, 0], scores[2, 0] = 1.0, 3.0
    assert tree(scores).tolist() == [0, 2, 0]


def test_the_weakest_of_crossing_arcs_moves() -> None:
    scores = np.zeros((4, 4), dtype=np.float32)
    scores[0, 0] = 9.0
    scores[2, 0], scores[1, 3], scores[3, 2] = 5.0, 2.0, 5.0
    scores[1, 0] = 1.0
    assert tree(scores).tolist() == [0, 0, 0, 2]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 14), st.integers(0, 2**32 - 1))
def test_any_scores_make_one_tree_without_crossing_arcs(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = tree(scores).tolist()
    assert len([i for i, head in enumerate(heads) if i == head]) == 1
    assert len(_roots(heads)) == 1
    spans = [(min(i, h), max(i, h)) for i, h in enumerate(heads) if i != h]
    assert not any(a < c < b < d for a, b in spans for c, d in spans)
