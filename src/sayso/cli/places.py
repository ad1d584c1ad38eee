"""``sayso places``: build the gazetteer, look into it, add places of one's own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.support import complain, exit_code, print_json
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.gazetteer import Match
    from sayso.gazetteer.schema import Source
    from sayso.gazetteer.user_places import UserPlace

app = typer.Typer(
    help="The gazetteer: build it, look into it, add places of your own.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Places = Annotated[
    Path | None,
    typer.Option(
        "--places",
        metavar="FILE",
        help="Your own places, instead of SAYSO_PLACES or the file in the configuration directory.",
    ),
]
Compiled = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        help="A built file, instead of SAYSO_GAZETTEER or the one in the cache.",
    ),
]
# Of a table with thousands of bad rows, the first show what is wrong.
_SHOWN_ERRORS = 20


class _Complaints:
    """Names the first bad rows and counts all."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: InputError) -> None:
        self.count += 1
        if self.count <= _SHOWN_ERRORS:
            complain(error)

    def close(self) -> None:
        """Say how many were not named."""
        if self.count > _SHOWN_ERRORS:
            typer.echo(f"sayso: … and {self.count - _SHOWN_ERRORS} more such rows", err=True)


@app.command()
def build(
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write here instead of the file that sayso reads."),
    ] = None,
    geonames: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER|FILE",
            help="Also a GeoNames dump: a folder with allCountries.txt or files such as IQ.txt, "
            "or one such file, zipped or not. Repeatable.",
        ),
    ] = None,
    ucdp: Annotated[
        list[Path] | None,
        typer.Option(metavar="CSV", help="Also the places of a UCDP GED table. Repeatable."),
    ] = None,
    feature_classes: Annotated[
        str | None,
        typer.Option(
            metavar="LIST",
            help="Of the dump, only these classes (A, P) or classes with codes (S.AIRP), with "
            "commas between. By default areas, towns and where conflict happens: bases, camps, "
            "airports, bridges, dams, hills, rivers, islands, roads.",
        ),
    ] = None,
    countries: Annotated[
        str | None,
        typer.Option(metavar="ISO3,…", help="Of the dump and the UCDP table, only these: IRQ,SYR."),
    ] = None,
) -> None:
    """Build the gazetteer anew, from its packages and what you add, and print what went in."""
    from sayso.gazetteer import build as builder
    from sayso.gazetteer.features import DEFAULT_FEATURES, parse_features

    if (feature_classes or countries) and not (geonames or ucdp):
        raise typer.BadParameter(
            "is about --geonames and --ucdp: name one", param_hint="the choice"
        )
    path = out or builder.target_path()
    complaints = _Complaints()
    try:
        builder.write(
            path,
            dumps=geonames or (),
            events=ucdp or (),
            features=parse_features(feature_classes) if feature_classes else DEFAULT_FEATURES,
            countries=_country_codes(countries),
            on_error=complaints,
        )
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror}", source=str(path), remedy="name a file: --out"
        ) from error
    complaints.close()
    meta, sources = builder.facts(path)
    _print_facts(path, meta["built"], sources)
    raise typer.Exit(exit_code(1, complaints.count))


@app.command()
def info(gazetteer: Compiled = None, places: Places = None, json_: Json = False) -> None:
    """Say which files are looked up, what is in them and where it comes from."""
    from sayso.gazetteer import build as builder
    from sayso.gazetteer import user_places

    path = gazetteer or builder.default_path()
    meta, sources = builder.facts(path)
    own = places or user_places.default_file()
    count = len(user_places.read(own))
    if json_:
        print_json(
            {
                "file": str(path),
                "bytes": path.stat().st_size,
                "built": meta["built"],
                "sources": [source._asdict() for source in sources],
                "own": {"file": str(own), "places": count},
            }
        )
        return
    _print_facts(path, meta["built"], sources)
    typer.echo(f"your own places: {count} in {own}")


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A name as a report would write it.")],
    country: Annotated[
        str | None,
        typer.Option(
            metavar="ISO3", help="Only places in this country; also finds names of like spelling."
        ),
    ] = None,
    gazetteer: Compiled = None,
    places: Places = None,
    json_: Json = False,
) -> None:
    """Look a name up as sayso does when it reads: exactly, else loosely, else by closeness."""
    from sayso.gazetteer import Gazetteer

    codes = _country_codes(country)
    found = Gazetteer(gazetteer, places=places).find(name, min(codes) if codes else None)
    if json_:
        print_json([_row(match) for match in found])
        return
    for match in found:
        typer.echo(_line(match))
    if not found:
        hint = "" if country else " (with --country, names of like spelling are looked for too)"
        typer.echo(f"not in the gazetteer: {name}{hint}", err=True)


@app.command()
def add(
    name: Annotated[str | None, typer.Argument(help="The place's name.")] = None,
    lat: Annotated[float | None, typer.Option(metavar="DEGREES", help="Latitude.")] = None,
    lon: Annotated[float | None, typer.Option(metavar="DEGREES", help="Longitude.")] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="Its country.")] = None,
    admin1: Annotated[
        str | None, typer.Option(metavar="NAME", help="The province that it lies in.")
    ] = None,
    admin2: Annotated[
        str | None, typer.Option(metavar="NAME", help="The district that it lies in.")
    ] = None,
    population: Annotated[int, typer.Option(min=0, metavar="N", help="Its people.")] = 0,
    also: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name of it. Repeatable.")
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A table of places instead: columns name, lat, lon, country, and if you like "
            "admin1, admin2, population, also (names with ; between).",
        ),
    ] = None,
    places: Places = None,
) -> None:
    """Add a place of your own, or a table of them; rebuilding the gazetteer leaves them."""
    from sayso.gazetteer import user_places

    path = places or user_places.default_file()
    complaints = _Complaints()
    if csv is not None:
        if name is not None:
            raise typer.BadParameter("name a place or a table, not both", param_hint="--csv")
        kept = user_places.add(path, list(user_places.from_csv(csv, complaints)))
        complaints.close()
    else:
        kept = user_places.add(
            path, [_own(name, lat, lon, country, admin1, admin2, population, also)]
        )
    for place in kept if csv is None else ():
        typer.echo(_own_line(place))
    typer.echo(f"{len(kept)} kept in {path}, {complaints.count} left out")
    raise typer.Exit(exit_code(len(kept), complaints.count))


@app.command(name="list")
def list_(places: Places = None, json_: Json = False) -> None:
    """List the places that you have added."""
    from sayso.gazetteer import user_places

    path = places or user_places.default_file()
    found = user_places.read(path)
    if json_:
        print_json([asdict(place) for place in found])
        return
    for place in found:
        typer.echo(_own_line(place))
    if not found:
        typer.echo(f"none in {path}", err=True)


@app.command()
def remove(
    id_: Annotated[int, typer.Argument(metavar="ID", help="Its number in sayso places list.")],
    places: Places = None,
) -> None:
    """Forget a place that you have added."""
    from sayso.gazetteer import user_places

    path = places or user_places.default_file()
    user_places.remove(path, id_)
    typer.echo(f"{id_} removed from {path}")


def _own(
    name: str | None,
    lat: float | None,
    lon: float | None,
    country: str | None,
    admin1: str | None,
    admin2: str | None,
    population: int,
    also: list[str] | None,
) -> UserPlace:
    """The place on the command line."""
    from sayso.gazetteer.user_places import UserPlace, checked

    if name is None or lat is None or lon is None or country is None:
        raise typer.BadParameter(
            "a place has a NAME, --lat, --lon and --country; for a table give --csv"
        )
    place = UserPlace(name, lat, lon, country, admin1, admin2, population, tuple(also or ()))
    try:
        return checked(place)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _country_codes(text: str | None) -> frozenset[str] | None:
    """``"IRQ,SYR"`` as a set of codes that there are."""
    from sayso.gazetteer.countries import countries

    if text is None:
        return None
    codes = frozenset(code.strip().upper() for code in text.split(",") if code.strip())
    if not codes or (wrong := sorted(codes - countries().keys())):
        raise typer.BadParameter(
            f"no three-letter country code: {', '.join(wrong) if codes else 'none given'}"
        )
    return codes


def _print_facts(path: Path, built: str, sources: list[Source]) -> None:
    typer.echo(f"{path}\n{path.stat().st_size / 1e6:.0f} MB, built {built}")
    for s in sources:
        counts = f"{s.entries} places"
        counts += f", {s.updated} more brought up to date" if s.updated else ""
        counts += f", {s.skipped} rows left out" if s.skipped else ""
        typer.echo(f"{s.name} ({s.detail}; {s.licence}): {counts}")


def _row(match: Match) -> dict[str, object]:
    return {
        "match": match.kind,
        "score": round(match.score, 1),
        "geonames": match.entry.geonames,
        **asdict(match.entry),
    }


def _line(match: Match) -> str:
    e = match.entry
    kind = f"fuzzy {match.score:.0f}" if match.kind == "fuzzy" else match.kind
    where = ", ".join(part for part in (e.name, e.admin2, e.admin1, e.country) if part)
    at = "no coordinates" if e.lat is None or e.lon is None else f"{e.lat:.4f} {e.lon:.4f}"
    people = f"  pop. {e.population}" if e.population else ""
    geonames = f"  GeoNames {e.geonames}" if e.geonames else ""
    return f"{kind:8}  {e.feature:8}{where}  {at}{people}{geonames}"


def _own_line(place: UserPlace) -> str:
    where = ", ".join(p for p in (place.name, place.admin2, place.admin1, place.country) if p)
    also = f"  also {'; '.join(place.also)}" if place.also else ""
    return f"{place.id:5}  {where}  {place.lat:.4f} {place.lon:.4f}{also}"
