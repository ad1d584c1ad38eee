"""XML from outside, read so that it can do no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import MalformedInput, UnsupportedInput

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def parse(data: bytes, source: str) -> Element:
    """Read an XML document.

    No document type is loaded, nothing is fetched, and a document that declares entities is refused
    before it is parsed: newswire needs none, and entities are how a small file becomes a large one
    or reads others. libxml2's own limits hold (256 levels, 10 MB in one text).

    Args:
        data: The document.
        source: Its name, for messages.

    Raises:
        UnsupportedInput: It declares entities.
        MalformedInput: It is no XML, or nested too deep.
    """
    from lxml import etree

    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise _entities(source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedInput(
            f"malformed XML: {error}",
            source=source,
            remedy="get the file again",
        ) from error
    # In an encoding where "<!ENTITY" is written with other bytes.
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise _entities(source)
    return root


def _entities(source: str) -> UnsupportedInput:
    return UnsupportedInput(
        "XML that declares entities of its own is not read",
        source=source,
        remedy="write it without <!ENTITY>",
    )


def name_of(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: Element | None) -> str | None:
    """The words in an element and all that is in it, on one line."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def first(element: Element, *paths: str) -> str | None:
    """The words of the first element with any that is found under one of the paths.

    Args:
        element: Where the paths begin.
        paths: Names with ``{*}`` for any namespace; the first path is tried first.
    """
    for path in paths:
        for found in element.iterfind(path):
            if words := words_of(found):
                return words
    return None


def attribute(element: Element, path: str, name: str) -> str | None:
    """The value of an attribute of the first element under a path that has it."""
    for found in element.iterfind(path):
        value = found.get(name)
        if value and value.strip():
            return " ".join(value.split())
    return None
