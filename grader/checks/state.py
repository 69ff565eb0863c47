"""What a loaded checks file keeps between submissions: put back as it was before each of them."""

from __future__ import annotations

import copy
import enum
import re
import types
from collections.abc import Callable, Iterable, MutableMapping
from typing import Any, Final

from grader.checks.scenarios import Scenario

_CONSTANT_TYPES: Final = frozenset(
    {type(None), bool, int, float, complex, str, bytes, range, type(Ellipsis), re.Pattern, Scenario}
    | {types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.GenericAlias, types.UnionType}
)
_CONSTANT_MODULES: Final = ("_pytest.", "typing", "grader.checks.")
_OWN_MACHINERY: Final = frozenset({"__builtins__", "pytestmark"})


class CannotKeep(Exception):  # noqa: N818 - says what the matter is
    """A value at the top level of a checks file cannot be copied, so it could not be put back."""

    def __init__(self, name: str, type_name: str) -> None:
        super().__init__(name, type_name)
        self.name = name
        self.type_name = type_name


class Snapshot:
    """A namespace as it was: new names go, old ones return, and what could have changed is copied anew."""

    def __init__(self, namespace: MutableMapping[str, Any]) -> None:
        """``CannotKeep`` if a value in it is neither constant nor can be copied."""
        self._namespace = namespace
        self._values = {name: value for name, value in namespace.items() if name not in _OWN_MACHINERY}
        self._copies: dict[str, Any] = {}
        for name, value in self._values.items():
            if not is_constant(value):
                self._copies[name] = _copy(name, value)

    def restore(self) -> None:
        namespace = self._namespace
        for name in [name for name in namespace if name not in self._values and name not in _OWN_MACHINERY]:
            del namespace[name]
        for name, value in self._values.items():
            if name in self._copies:
                namespace[name] = copy.deepcopy(self._copies[name])
            elif namespace.get(name, self) is not value:
                namespace[name] = value


class ClassSnapshot:
    """The attributes of a class that a checks file defines, but for those that Python keeps there itself."""

    def __init__(self, owner: type) -> None:
        """``CannotKeep`` if an attribute is neither constant nor can be copied."""
        self._owner = owner
        self._values = {name: value for name, value in vars(owner).items() if not name.startswith(("__", "_abc_"))}
        self._copies = {name: _copy(name, value) for name, value in self._values.items() if not is_constant(value)}

    def restore(self) -> None:
        now = dict(vars(self._owner))
        for name in now:
            if name not in self._values and not name.startswith(("__", "_abc_")):
                delattr(self._owner, name)
        for name, value in self._values.items():
            if name in self._copies:
                setattr(self._owner, name, copy.deepcopy(self._copies[name]))
            elif now.get(name, self) is not value:
                setattr(self._owner, name, value)


def _copy(name: str, value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:  # copying calls code of any class, which may fail in any way
        raise CannotKeep(name, type(value).__name__) from None


def is_constant(value: Any) -> bool:
    """Whether nothing that a check does could change ``value`` (functions and classes are looked into on their own)."""
    kind = type(value)
    if kind in _CONSTANT_TYPES or isinstance(value, type | enum.Enum | property | staticmethod | classmethod):
        return True
    if kind is tuple or kind is frozenset:
        return all(map(is_constant, value))
    return kind.__module__.startswith(_CONSTANT_MODULES)


def snapshots(module: types.ModuleType) -> list[Callable[[], None]]:
    """What to call to put back the module, its classes and its functions' attributes.

    ``CannotKeep`` if it cannot be done.
    """
    restores: list[Callable[[], None]] = [Snapshot(vars(module)).restore]
    for value in list(vars(module).values()):
        restores += _inside(value, module.__name__)
    return restores


def _inside(value: Any, module_name: str) -> Iterable[Callable[[], None]]:
    if getattr(value, "__module__", None) != module_name:
        return
    if isinstance(value, types.FunctionType):
        yield Snapshot(vars(value)).restore
    elif isinstance(value, type) and not issubclass(value, enum.Enum):
        yield ClassSnapshot(value).restore
        for inner in list(vars(value).values()):
            yield from _inside(inner, module_name)
