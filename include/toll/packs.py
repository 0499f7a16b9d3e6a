"""YAML files of ours into typed, frozen contracts; an unknown key, a missing one or a wrong type is refused.

Every data file (language packs, expectations) is read here, so that each mistake is told as `file:line: what is wrong`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from toll.errors import ConfigurationError


class Contract(BaseModel):
    """Base of the contracts: frozen, unknown keys forbidden. Write lists as `tuple[T, ...]`."""

    model_config = ConfigDict(extra="forbid", frozen=True)


C = TypeVar("C", bound=BaseModel)


def load(path: Path, contract: type[C]) -> C:
    """The contents of `path` as a `contract`; raises ConfigurationError with file, line and what is wrong."""
    root, values = _parse(path)
    try:
        return contract.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        told = f"{where}: {first['msg']}" if where else first["msg"]
        raise ConfigurationError(f"{path}:{_line(root, first['loc'])}: {told}") from error


def lines(path: Path) -> tuple[str, ...]:
    """The words of a list, one a line; empty lines and those that begin with # are none."""
    written = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in written if line and not line.startswith("#"))


def _parse(path: Path) -> tuple[yaml.Node | None, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        values = yaml.load(text, Loader=yaml.CSafeLoader)
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not UTF-8 (byte {error.start})") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigurationError(f"{path}:{line}: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        raise ConfigurationError(f"{path}: {error.reason} (byte {error.position})") from error
    for key in _given_twice(root):
        raise ConfigurationError(f"{path}:{_start(key)}: {key.value}: given twice; keep one")
    return root, values


def _given_twice(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Keys of a mapping that YAML would let replace an earlier one without a word."""
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _given_twice(child)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _given_twice(value)


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    line = 1
    for step in loc:
        node, mark = _child(node, step)
        if mark is None:
            return line
        line = mark
    return line


def _child(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node | None, int | None]:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], _start(node.value[step])
    pairs: list[Any] = node.value if isinstance(node, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value == str(step):
            return value, _start(key)
    return None, None


def _start(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
