"""YAML whose mappings know the file and line of every key, for errors that say where."""

from __future__ import annotations

from typing import Any

import yaml

from sayso.errors import CodebookError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(dict[str, Any]):
    """A mapping with the file and the lines that it was read from."""

    def __init__(self, values: dict[str, Any], file: str, line: int) -> None:
        super().__init__(values)
        self.file = file
        self.line = line
        self.lines: dict[str, int] = {}
        self.files: dict[str, str] = {}

    def line_of(self, key: str | None) -> int:
        """The line of a key, or of the mapping itself."""
        return self.lines.get(key, self.line) if key is not None else self.line

    def error(self, message: str, key: str | None) -> CodebookError:
        """An error at a key of this mapping."""
        place = f"line {self.line_of(key)}" + (f", key {key}" if key is not None else "")
        file = self.files.get(key, self.file) if key is not None else self.file
        return CodebookError(message, source=file, place=place, remedy="correct the codebook")

    def mapping(self, key: str) -> Located:
        """The mapping under a key.

        Raises:
            CodebookError: There is something else.
        """
        value = self.get(key)
        if not isinstance(value, Located):
            raise self.error(f"{key} is a mapping", key)
        return value

    def words(self, key: str) -> list[str]:
        """The list of words under a key; empty when the key is not there.

        Raises:
            CodebookError: There is something else, such as a bare ``on`` or ``no``, which YAML
                reads as true and false.
        """
        value = self.get(key, [])
        if not isinstance(value, list):
            raise self.error(f"{key} is a list of words", key)
        for word in value:
            if not isinstance(word, str) or not word.strip():
                raise self.error(f"{word!r} is not a word: put it in quotes", key)
        return value


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader with lines; duplicate keys are errors."""

    file = "<codebook>"


def _mapping(loader: Any, node: yaml.MappingNode) -> Located:
    out = Located({}, loader.file, node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            out.lines["?"] = line
            raise out.error(f"{key!r} is not a word: put it in quotes", "?")
        if key in out:
            out.lines[key] = line
            raise out.error("given twice", key)
        out[key] = loader.construct_object(value_node, deep=True)
        out.lines[key] = line
    return out


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(file: str, text: str) -> Located:
    """Read one YAML file that holds a mapping.

    Raises:
        CodebookError: Broken YAML, or something other than a mapping.
    """
    loader = _Loader(text)
    loader.file = file
    try:
        data = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise CodebookError(
            f"broken YAML: {error.problem}",
            source=file,
            place=f"line {mark.line + 1}" if mark else None,
            remedy="correct the codebook",
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise CodebookError("broken YAML", source=file, remedy="correct the codebook") from error
    finally:
        loader.dispose()
    if not isinstance(data, Located):
        raise CodebookError(
            "is not a mapping of sections", source=file, remedy="see the built-in codebook"
        )
    return data
