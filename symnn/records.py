"""Dataclasses that cost little to define: of their methods only `__init__` is compiled.

The library's decorator writes and compiles six functions for a frozen class, which takes a tenth
of a start of Python; a command that needs fifty classes would wait for it longer than for its
work. Here those that differ in nothing but the names of fields are closures over those names, and
those that refuse changes are the same for all classes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

Getter = Callable[[Any], object]

if TYPE_CHECKING:  # to a type checker it is the library's own
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, eq=True, repr=True, **options):
        """`dataclasses.dataclass` with all that it takes but `order` and `unsafe_hash`."""

        def made(cls):
            said = set(vars(cls))
            frozen = options.get("frozen", False)
            by_us = frozen and _is_plain(cls, options)
            chosen = {**options, "init": False, "frozen": False} if by_us else options
            done = dataclasses.dataclass(eq=False, repr=False, **chosen)(cls)
            methods = _methods(done, eq, repr, frozen)
            if by_us:
                methods |= _frozen(done)
            for name, method in methods.items():
                if name not in said:
                    setattr(done, name, method)
            return done

        return made if cls is None else made(cls)


def _methods(cls: type[Any], eq: bool, repr: bool, frozen: bool) -> dict[str, Any]:
    """The methods of a class by name, as the library would define them."""
    fields = dataclasses.fields(cls)
    methods: dict[str, Any] = {}
    if repr:
        methods["__repr__"] = _representation([field.name for field in fields if field.repr])
    if eq:
        compared = _values([field.name for field in fields if field.compare])
        methods["__eq__"] = _equality(compared)
        hashed = [field.name for field in fields if field.compare and field.hash is not False]
        methods["__hash__"] = _hash(_values(hashed)) if frozen else None
    return methods


def _is_plain(cls: type[Any], options: dict[str, Any]) -> bool:
    """Whether all that `__init__` does is to take the fields in order, with or without defaults."""
    said = [value for value in vars(cls).values() if isinstance(value, dataclasses.Field)]
    missing = dataclasses.MISSING
    plain = all(f.init and f.kw_only is missing and f.default_factory is missing for f in said)
    bases = (vars(base).get("__dataclass_params__") for base in cls.__mro__[1:])
    by_library = any(base is not None and base.frozen for base in bases)
    unusual = hasattr(cls, "__post_init__") or by_library
    return plain and not unusual and set(options) <= {"frozen", "slots"}


def _frozen(cls: type[Any]) -> dict[str, Any]:
    """What makes the instances of a class, and then keeps them as they are."""
    fields = dataclasses.fields(cls)
    missing = dataclasses.MISSING
    defaults = {f"_{f.name}": f.default for f in fields if f.default is not missing}
    taken = (f.name if f.default is missing else f"{f.name}=_{f.name}" for f in fields)
    body = [f"  _set(self, {f.name!r}, {f.name})" for f in fields] or ["  pass"]
    space: dict[str, Any] = {"_set": object.__setattr__, **defaults}
    exec("\n".join([f"def __init__(self, {', '.join(taken)}):", *body]), space)
    methods = {"__init__": space["__init__"], "__setattr__": _refuse, "__delattr__": _refuse}
    if "__slots__" in vars(cls):
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    return methods


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _values(names: list[str]) -> Getter:
    """What gives the values of attributes, in a tuple even where there is only one, or none."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _equality(values: Getter) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return __eq__


def _hash(values: Getter) -> Callable[[object], int]:
    def __hash__(self: object) -> int:
        return hash(values(self))

    return __hash__


def _representation(names: list[str]) -> Callable[[object], str]:
    def __repr__(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"

    return __repr__
