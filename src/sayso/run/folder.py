"""The folder that a run writes to: here, or wherever fsspec reaches."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from pathlib import Path
from typing import Any, Protocol

from sayso.errors import MissingExtra, SaysoError

_UNFINISHED = ".unfinished"


class Folder(Protocol):
    """A folder of files that are there as a whole or not at all."""

    name: str

    def write(self, file: str, data: bytes, *, fresh: bool = False) -> None:
        """Put a file there; it survives a power cut once this is done.

        Args:
            file: Its name.
            data: What is in it.
            fresh: Leave one that is there as it is.

        Raises:
            FileExistsError: One is there that was to be left.
            OSError: It cannot be written.
        """
        ...

    def read(self, file: str) -> bytes | None:
        """What is in a file; None when there is none."""
        ...

    def files(self) -> set[str]:
        """Names of all files."""
        ...

    def tidy(self) -> None:
        """Remove what killed processes left of files that are there."""
        ...


def open_folder(where: str | Path, *, create: bool) -> Folder:
    """A folder by its path or its fsspec URL (``s3://…``, ``gs://…``).

    Args:
        where: The path or URL.
        create: Make it when there is none.

    Raises:
        SaysoError: It is not there, or cannot be made.
        MissingExtra: The package for that kind of URL is not installed.
    """
    text = str(where)
    if "://" in text and not text.startswith("file://"):
        return _Remote(text)
    path = Path(text.removeprefix("file://"))
    if create:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaysoError(
                f"the folder cannot be made: {error.strerror}",
                source=text,
                remedy="name another folder",
            ) from error
    elif not path.is_dir():
        raise SaysoError("no such folder", source=text, remedy="check the path")
    return _Local(path)


class _Local:
    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path

    def write(self, file: str, data: bytes, *, fresh: bool = False) -> None:
        # A name of its own, since a worker that was given up may still be at the same file.
        draft = self._path / f".{file}.{uuid.uuid4().hex[:8]}{_UNFINISHED}"
        try:
            with draft.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            self._name(draft, file, fresh=fresh)
        except OSError:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise
        _sync(self._path)

    def read(self, file: str) -> bytes | None:
        try:
            return (self._path / file).read_bytes()
        except FileNotFoundError:
            return None

    def files(self) -> set[str]:
        return {entry.name for entry in os.scandir(self._path) if not entry.name.startswith(".")}

    def _name(self, draft: Path, file: str, *, fresh: bool) -> None:
        """Give a draft its name."""
        target = self._path / file
        if fresh:
            try:
                os.link(draft, target)
            except FileExistsError:
                raise
            except OSError:  # a file system without links
                if target.exists():
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), file) from None
        try:
            draft.replace(target)  # does nothing where both are one file
        except FileNotFoundError:  # tidied away by another part, which has written the same
            if not target.exists():
                raise
        draft.unlink(missing_ok=True)

    def tidy(self) -> None:
        for draft in self._path.glob(f".*{_UNFINISHED}"):
            if (self._path / draft.name[1:].rsplit(".", 2)[0]).exists():
                draft.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Make the new name last, where folders can be synchronised."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class _Remote:
    """Objects are there as a whole or not at all by themselves."""

    def __init__(self, url: str) -> None:
        import fsspec  # type: ignore[import-untyped, unused-ignore]

        self.name = url.rstrip("/")
        try:
            files, path = fsspec.core.url_to_fs(self.name)
        except ImportError as error:
            raise MissingExtra(
                f"cannot be reached: {error}", source=url, remedy="install that package"
            ) from error
        except ValueError as error:
            raise SaysoError(str(error), source=url, remedy="check the address") from error
        self._files: Any = files
        self._path = str(path).rstrip("/")

    def write(self, file: str, data: bytes, *, fresh: bool = False) -> None:
        # who is first cannot be told of all kinds of addresses
        if fresh and self._files.exists(f"{self._path}/{file}"):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), file)
        self._files.pipe_file(f"{self._path}/{file}", data)

    def read(self, file: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._path}/{file}"))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def files(self) -> set[str]:
        self._files.invalidate_cache()
        try:
            found = self._files.ls(self._path, detail=False)
        except FileNotFoundError:
            return set()
        return {str(path).rsplit("/", 1)[-1] for path in found}

    def tidy(self) -> None:
        """Nothing is ever left."""
