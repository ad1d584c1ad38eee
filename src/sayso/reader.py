"""The reader: one report in, one record out. Composes the rooms; holds no logic of its own."""

from __future__ import annotations

import gc
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso import __version__, ingest
from sayso.errors import InputError
from sayso.ingest.assemble import UNREAD
from sayso.ingest.page import Page
from sayso.record import Actor, Event, Instrument, Loaded, Report, Toll, TollWho, Total

if TYPE_CHECKING:
    from sayso.extract.codebook import Codebook
    from sayso.extract.mentions import EventMention, TollMention
    from sayso.gazetteer import Gazetteer
    from sayso.identity import Authority
    from sayso.resolve.settings import Setting
    from sayso.resolve.voices import Voices

Input = str | Path | Mapping[str, Any]
"""A path, a URL, or the keyword arguments of :meth:`Reader.read`."""

NOT_READ = "language_not_read"
"""Warning code of pages in a language that is recorded but not read."""


class Reader:
    """Reads reports. Models load on first use and are kept.

    Args:
        codebook: A YAML file that replaces the built-in PLOVER codebook.
        gazetteer: A compiled file of places (``sayso places build --out``) instead of
            ``SAYSO_GAZETTEER`` or the one in the user's cache directory.
        authority: An authority file, or one that is loaded: its entries give actors identities.
    """

    def __init__(
        self,
        *,
        codebook: str | Path | None = None,
        gazetteer: str | Path | None = None,
        authority: str | Path | Authority | None = None,
    ) -> None:
        self._codebook_path = Path(codebook) if codebook else None
        self._gazetteer_path = Path(gazetteer) if gazetteer else None
        self._authority_source = authority

    def read(
        self,
        source: str | Path | None = None,
        *,
        text: str | None = None,
        html: str | bytes | None = None,
        url: str | None = None,
        outlet: str | None = None,
        published: str | date | datetime | None = None,
    ) -> Report:
        """Read one report.

        Args:
            source: A file, a URL, or ``-`` for standard input.
            text: Plain text instead of a source; ``Report.text`` is this text.
            html: A page's HTML instead of a source.
            url: The address of ``text`` or ``html``; alone, it is fetched.
            outlet: The outlet, where the page does not say or is wrong.
            published: The time of publication, likewise.

        Returns:
            The record.

        Raises:
            InputError: Nothing that can be read, or several reports where one is asked for.
        """
        pages = ingest.load(
            source, text=text, html=html, url=url, outlet=outlet, published=published
        )
        found = list(itertools.islice(pages, 2))
        if len(found) != 1:
            name = str(source or url or "input")
            raise InputError(
                "holds no report" if not found else "holds several reports",
                source=name,
                remedy="use Reader.pipe, or `sayso read` with --format jsonl, for many",
            )
        return next(report for _, report in self.read_pages(found))

    def pipe(
        self, inputs: Iterable[Input], *, on_error: Callable[[InputError], None] | None = None
    ) -> Iterator[Report]:
        """Read many reports, one after another: nothing is kept from one to the next.

        Args:
            inputs: Paths, URLs or mappings of :meth:`read`'s arguments; one may hold many reports.
            on_error: Called with what cannot be read, and the rest goes on; by default it raises.

        Yields:
            Records in the order of the inputs.
        """
        for _, report in self.read_pages(self._pages(inputs, on_error)):
            yield report

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        """Read pages that are already in, each with its record, in order."""
        for page in pages:
            unread = any(w.code in UNREAD for w in page.report.warnings)
            yield page, page.report if unread else self._compose(page.report)

    def _pages(
        self, inputs: Iterable[Input], on_error: Callable[[InputError], None] | None
    ) -> Iterator[Page]:
        for each in inputs:
            arguments = dict(each) if isinstance(each, Mapping) else {"source": each}
            try:
                yield from ingest.load(**arguments, on_error=on_error)
            except InputError as error:
                if on_error is None:
                    raise
                on_error(error)

    @cached_property
    def _models(self) -> dict[str, str]:
        from sayso.extract.toponyms.tagger import version as named_version
        from sayso.language import encoder, parsing

        return parsing.version() | encoder.version() | named_version()

    @cached_property
    def _codebook(self) -> Codebook:
        from sayso.extract.codebook import load_codebook

        return load_codebook(self._codebook_path)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        from sayso.gazetteer import Gazetteer

        return Gazetteer(self._gazetteer_path)

    @cached_property
    def _authority(self) -> Authority | None:
        from sayso.identity import load_authority

        source = self._authority_source
        return load_authority(source) if isinstance(source, str | Path) else source

    def _identified(self, report: Report, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        from sayso.identity import identify

        if self._authority is None:
            return actors
        return identify(actors, report.text, report.published, self._authority)

    def _compose(self, report: Report) -> Report:
        from sayso.extract.attacks import find_attacks, taking_part
        from sayso.extract.events import Scored, find_events, relevance
        from sayso.extract.loaded import find_loaded
        from sayso.extract.statements import find_statements
        from sayso.extract.times import find_times
        from sayso.extract.tolls.totals import find_totals
        from sayso.extract.toponyms import find_toponyms, read_toponyms
        from sayso.gazetteer.hosts import country_of_host
        from sayso.language import encoder
        from sayso.language.parsing import parse_report
        from sayso.resolve.actors import resolve_actors
        from sayso.resolve.attacks import assemble_attacks
        from sayso.resolve.dates import resolve_times
        from sayso.resolve.places import resolve_places
        from sayso.resolve.settings import settle
        from sayso.resolve.voices import Voices, assemble_statements

        encoding = encoder.encode_report(report.text, report.blocks)
        parse = parse_report(report.text, report.blocks, encoding)
        scored = Scored(encoding)
        said = find_statements(report.text, report.blocks, encoding)
        happened = find_events(
            parse,
            self._codebook,
            scored,
            trusted=self._codebook_path is not None,
            speaking=[m.source for m in said if m.source],
        )
        attacks = find_attacks(scored)
        named = read_toponyms(parse, encoding, self._gazetteer)
        dated = find_times(parse)
        toponyms = find_toponyms(named, parse, self._gazetteer, (t.span for t in dated))
        acting = [t.span for t in toponyms if t.acts]
        taking = taking_part(attacks, {t.span for t in toponyms if not t.acts})
        places = resolve_places(
            toponyms,
            parse,
            self._gazetteer,
            outlet_country=country_of_host(report.url),
        )
        times = resolve_times(dated, parse, report.published)
        settings = settle(parse, happened, places, times, report.published, named.happened_at)
        cast = resolve_actors(
            parse,
            speakers=[s for m in said for s in (m.source, m.medium) if s],
            others=[*_participants(happened), *taking, *acting],
            said={m.source: m.content for m in said if m.source},
            country_of=self._gazetteer.country_of,
            places=places,
            published=report.published,
            sectors={span: sector for span, sector in taking.items() if sector},
        )
        statements = assemble_statements(said, cast)
        voices = Voices(report, statements)
        events = tuple(
            _event(n, mention, setting, cast.of, voices)
            for n, (mention, setting) in enumerate(zip(happened, settings, strict=True), 1)
        )
        totals = find_totals(scored, (t for e in happened for t in e.tolls))
        return report.model_copy(
            update={
                "reader": report.reader.model_copy(
                    update={"version": __version__, "models": dict(self._models)}
                ),
                "actors": self._identified(report, cast.actors),
                "places": tuple(places),
                "times": tuple(times),
                "statements": statements,
                "events": events,
                "attacks": assemble_attacks(
                    attacks,
                    scored,
                    events,
                    places,
                    times,
                    cast.of,
                    [b.span for b in report.blocks if b.kind == "dateline"],
                ),
                "totals": tuple(
                    Total(
                        effect=t.effect,
                        number=t.number,
                        spans=t.spans,
                        confidence=round(t.confidence, 2),
                    )
                    for t in totals
                ),
                "relevance": round(1 / (1 + math.exp(-relevance(scored)[0])), 2),
                "loaded": tuple(
                    Loaded(
                        span=m.span,
                        term=m.term,
                        kind=m.kind,
                        quoted=m.quoted,
                        voice=voices.chain(m.span),
                    )
                    for m in find_loaded(parse)
                ),
            }
        )


def set_models_aside() -> None:
    """Keep the garbage collector from walking models and lexicons over and over: 3 ms a report.

    For processes that do nothing but read (workers), once, after a first report has been read.
    What is there then is never collected: a file that is open and not closed is not flushed.
    """
    gc.collect()
    gc.freeze()


def _participants(events: Iterable[EventMention]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for e in events:
        out += [*e.actors, *e.recipients, *(t.who for t in e.tolls if t.who)]
    return out


def _event(
    number: int,
    mention: EventMention,
    setting: Setting,
    actor_of: Mapping[tuple[int, int], str],
    voices: Voices,
) -> Event:
    def ids(spans: Iterable[tuple[int, int]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(actor_of[s] for s in spans if s in actor_of))

    instrument = None
    if mention.instrument:
        instrument = Instrument(span=mention.instrument, kind=mention.instrument_kind or "unknown")
    return Event(
        id=f"e{number}",
        type=mention.type,
        mode=mention.mode,
        cameo=mention.cameo,
        contexts=mention.contexts,
        anchor=mention.anchor,
        actors=ids(mention.actors),
        recipients=ids(mention.recipients),
        instrument=instrument,
        places=setting.places,
        time=setting.time,
        tolls=tuple(_toll(t, actor_of, voices) for t in mention.tolls),
        status=mention.status,
        background=mention.background or setting.background,
        voice=voices.chain(mention.anchor),
        same_as=None if setting.same_as is None else f"e{setting.same_as + 1}",
        confidence=mention.confidence,
        evidence=mention.evidence,
    )


def _toll(mention: TollMention, actor_of: Mapping[tuple[int, int], str], voices: Voices) -> Toll:
    who = None
    if mention.who:
        who = TollWho(span=mention.who, actor=actor_of.get(mention.who), civilian=mention.civilian)
    return Toll(
        effect=mention.effect,
        who=who,
        low=mention.low,
        best=mention.best,
        high=mention.high,
        span=mention.span,
        phrase=mention.phrase,
        statement=voices.innermost(mention.span),
    )
