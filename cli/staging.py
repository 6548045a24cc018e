"""Files of a whole set, made beside their places and put there together at the end."""

from __future__ import annotations

import os
from functools import cached_property
from types import TracebackType

from symnn.errors import InputError, Place

from .output import make_folder


class Staging:
    """A folder for what is not finished, within the one where it goes, and gone with the `with`.

    Args:
        folder: where the files go.

    Raises, in all that it does:
        InputError: if a folder or a file can't be made.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.paths: list[str] = []
        self._made = not os.path.isdir(folder)

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        import shutil

        if "_beside" in self.__dict__:
            shutil.rmtree(self._beside)
        if self._made and os.path.isdir(self.folder) and not os.listdir(self.folder):
            os.rmdir(self.folder)

    @cached_property
    def _beside(self) -> str:
        """The folder for what is not finished, made when there is something."""
        import tempfile

        make_folder(self.folder)
        try:
            return tempfile.mkdtemp(dir=self.folder, prefix=".symnn-")
        except OSError as error:
            raise _unwritable(self.folder, error) from None

    def add(self, path: str, content: bytes) -> None:
        """Keep a file.

        Args:
            path: where it goes, below the folder.
            content: what it holds.
        """
        beside = os.path.join(self._beside, str(len(self.paths)))
        try:
            with open(beside, "wb") as stream:
                stream.write(content)
        except OSError as error:
            raise _unwritable(os.path.join(self.folder, path), error) from None
        self.paths.append(path)

    def commit(self) -> None:
        """Put all files in their places; what is in the way of one keeps all from it."""
        places = [os.path.join(self.folder, path) for path in self.paths]
        for folder in sorted({os.path.dirname(place) for place in places}):
            make_folder(folder)
        for place in places:
            if os.path.isdir(place):
                raise InputError("a folder is in the way of a file", Place(place))
        for number, place in enumerate(places):
            try:
                os.replace(os.path.join(self._beside, str(number)), place)
            except OSError as error:
                raise _unwritable(place, error) from None

    def others(self) -> list[str]:
        """The files beside ours that are not of this set, such as those of an earlier, larger one.

        They are looked for where ours are: below the first folder of each path.
        """
        ours, found = set(self.paths), []
        for top in sorted({path.split("/", 1)[0] for path in self.paths}):
            for folder, _, names in os.walk(os.path.join(self.folder, top)):
                below = os.path.relpath(folder, self.folder).replace(os.sep, "/")
                found += [f"{below}/{name}" for name in names if f"{below}/{name}" not in ours]
        return sorted(found)

    def left(self, what: str) -> str:
        """A sentence about the others; nothing where there are none.

        Args:
            what: of what they are not.
        """
        others = self.others()
        if not others:
            return ""
        first = os.path.join(self.folder, others[0])
        if len(others) == 1:
            return f"left as it is: 1 file there that is not of this {what}: {first}"
        count = f"{len(others):,} files there that are not of this {what}"
        return f"left as they are: {count}: {first}, ..."


def _unwritable(path: str, error: OSError) -> InputError:
    return InputError(f"can't write: {error.strerror}", Place(path))
