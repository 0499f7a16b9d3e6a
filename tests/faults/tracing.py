"""A task in a process whose every change to a folder passes by us, at the kernel's door: we count, kill, or refuse it.

What Python alone can see is not all: pyarrow and DuckDB write by themselves. So the task runs under ptrace, with a
seccomp filter that stops it at the calls that change files. Where ptrace is refused, an audit hook stops what Python
does by itself: fewer points, and no looks between them.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.disturbed import SERVER


@dataclass(frozen=True, slots=True)
class Ended:
    """How a traced task ended: after how many changes, at which it was killed or refused, and what it complained of.

    `turns` are those changes before which the folder looked as it never did before, if it was asked for.
    """

    changes: int
    turns: tuple[int, ...]
    killed: bool
    at: str
    complaint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What befalls the `change`-th change below a folder: SIGKILL, or this and every later one fails with `error`.

    Removals and renames that need no room go on where `error` is that the disk is full. Where `watched`, the folder is
    looked at before each change: whoever is killed there leaves just what is seen. Of files that are called
    `unreadable`, as of a bad sector, no byte can be read.
    """

    change: int = 0
    error: int = 0
    watched: bool = False
    unreadable: str = ""


@cache
def is_possible() -> bool:
    """Whether this machine lets a process trace its child."""
    return (
        platform.machine() == "x86_64"
        and platform.system() == "Linux"
        and _traced(Fault(), "/", _nothing, ()) is not None
    )


def traced(fault: Fault, root: Path, task: Callable[..., Any], *arguments: Any) -> Ended:
    """Run `task` in a process of its own, with `fault` at its changes below `root`."""
    ended = (_traced if is_possible() else _audited)(fault, str(root), task, arguments)
    assert ended is not None, f"{task.__name__} did not say how it ended"
    return ended


def _nothing() -> None:
    pass


def _traced(fault: Fault, root: str, task: Callable[..., Any], arguments: tuple[Any, ...]) -> Ended | None:
    return _asked(_trace, fault, root, task, arguments)


def _audited(fault: Fault, root: str, task: Callable[..., Any], arguments: tuple[Any, ...]) -> Ended | None:
    ended = _asked(_audit, fault, root, task, arguments)
    return ended or Ended(fault.change, (), True, f"change {fault.change}", "")


def _asked(target: Callable[..., None], *arguments: Any) -> Ended | None:
    here, there = SERVER.Pipe(duplex=False)
    process = SERVER.Process(target=target, args=(there, *arguments))
    process.start()
    there.close()
    try:
        return here.recv()
    except EOFError:
        return None
    finally:
        process.join()


_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_LIBC.ptrace.restype = ctypes.c_long

_TRACEME, _CONT, _POKEUSER, _SETOPTIONS, _SYSCALL_INFO = 0, 7, 6, 0x4200, 0x420E
_OPTIONS = 0x02 | 0x04 | 0x08 | 0x80 | 0x100000
"""Follow fork, vfork and clone, stop where the filter says, and let no child outlive us."""
_SECCOMP_STOP = 7
_EVERY_CHILD = 0x40000000
_UNTRACED = 3
"""Exit code of a child that may not be traced."""
_RAX, _ORIG_RAX = 80, 120

_BY_HANDLE = {
    1: "write",
    18: "pwrite64",
    20: "writev",
    296: "pwritev",
    40: "sendfile",
    74: "fsync",
    75: "fdatasync",
    77: "ftruncate",
    285: "fallocate",
    326: "copy_file_range",
}
"""Calls of x86-64 that change a file by its descriptor, their first argument."""
_READS = {0: "read", 17: "pread64"}
_BY_PATH = {
    76: ("truncate", 0, None),
    82: ("rename", 1, None),
    83: ("mkdir", 0, None),
    84: ("rmdir", 0, None),
    85: ("creat", 0, None),
    86: ("link", 1, None),
    87: ("unlink", 0, None),
    88: ("symlink", 1, None),
    257: ("openat", 1, 0),
    258: ("mkdirat", 1, 0),
    263: ("unlinkat", 1, 0),
    264: ("renameat", 3, 2),
    316: ("renameat2", 3, 2),
}
"""Those that change it by a path: name, place of the path among the arguments, and of the folder it is relative to."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_FREES = {"unlink", "unlinkat", "rmdir", "rename", "renameat", "renameat2", "fsync", "fdatasync"}


def _filter(*, reads: bool) -> bytes:
    """The seccomp program: stop at the calls above, at opening where it is for writing, at reading if asked for."""
    load, equal, any_of, above, give = 0x20, 0x15, 0x45, 0x25, 0x06
    stop, let = 0x7FF00000, 0x7FFF0000
    lines = [(load, 0, 0, 0)]
    for number in _BY_PATH.keys() - {257}:
        lines += [(equal, 0, 1, number), (give, 0, 0, stop)]
    flags = os.O_WRONLY | os.O_RDWR | os.O_CREAT
    lines += [(equal, 0, 4, 257), (load, 0, 0, 32), (any_of, 0, 1, flags), (give, 0, 0, stop), (give, 0, 0, let)]
    for number in (*_BY_HANDLE, *(_READS if reads else ())):
        lines += [(equal, 0, 4, number), (load, 0, 0, 16), (above, 0, 1, 2), (give, 0, 0, stop), (give, 0, 0, let)]
    return b"".join(struct.pack("HBBI", *line) for line in [*lines, (give, 0, 0, let)])


def _child(complaints: int, fault: Fault, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_void_p))

    code = _filter(reads=bool(fault.unreadable))
    held = ctypes.create_string_buffer(code, len(code))
    program = Program(len(code) // 8, ctypes.addressof(held))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _LIBC.ptrace(_TRACEME, 0, None, None) or _LIBC.prctl(38, 1, 0, 0, 0):
        os._exit(_UNTRACED)
    os.kill(os.getpid(), signal.SIGSTOP)
    if _LIBC.prctl(22, 2, ctypes.byref(program), 0, 0):
        os._exit(_UNTRACED)
    try:
        task(*arguments)
    except BaseException as error:  # whatever it is, the test judges it
        os.write(complaints, f"{type(error).__name__}: {error}".encode())
        os._exit(1)
    os._exit(0)


def _trace(result: Connection, fault: Fault, root: str, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        _child(writing, fault, task, arguments)
    os.close(writing)
    os.waitpid(pid, 0)
    if _LIBC.ptrace(_SETOPTIONS, pid, None, _OPTIONS):
        return
    _LIBC.ptrace(_CONT, pid, None, None)
    watch = _Watch(pid, root, fault)
    code = None
    while code is None:
        thread, status = os.waitpid(-1, _EVERY_CHILD)
        if os.WIFSTOPPED(status):
            _LIBC.ptrace(_CONT, thread, None, watch.stopped(thread, status))
        elif thread == pid:
            code = os.waitstatus_to_exitcode(status)
    if code != _UNTRACED:
        complaint = os.read(reading, 4000).decode() if code == 1 else f"signal {-code}" if code < 0 else ""
        killed = code == -signal.SIGKILL
        result.send(Ended(watch.changes, tuple(watch.looks.values()), killed, watch.at, complaint))


class _Watch:
    """What passed by: the number of changes, how the folder looked before them, and the first that was disturbed."""

    def __init__(self, pid: int, root: str, fault: Fault) -> None:
        self._pid = pid
        self._root = root
        self._fault = fault
        self.changes = 0
        self.looks = dict[frozenset[tuple[str, int]], int]()
        self.at = ""

    def stopped(self, thread: int, status: int) -> int:
        """Deal with `thread`, which stopped; returns the signal to hand on to it."""
        event, stop = status >> 16, os.WSTOPSIG(status)
        if event == _SECCOMP_STOP and (change := _change(thread, self._root)):
            name, _, path = change.partition(" ")
            if name not in _READS.values():
                self._pass(thread, change)
            elif path.endswith(f"/{self._fault.unreadable}"):
                _refuse(thread, change, errno.EIO)
        return 0 if event or stop in (signal.SIGSTOP, signal.SIGTRAP) else stop

    def _pass(self, thread: int, change: str) -> None:
        self.changes += 1
        if self._fault.watched:
            self.looks.setdefault(_look(self._root), self.changes)
        if self._fault.change and self.changes >= self._fault.change:
            self.at = self.at or change
            if self._fault.error:
                _refuse(thread, change, self._fault.error)
            else:
                os.kill(self._pid, signal.SIGKILL)


def _change(thread: int, root: str) -> str:
    """The change below `root` before which `thread` stands, such as `rename /…/lake/x.parquet`; else empty."""
    told = ctypes.create_string_buffer(88)
    if _LIBC.ptrace(_SYSCALL_INFO, thread, 88, ctypes.addressof(told)) < 0:
        return ""
    number, *given = struct.unpack_from("7Q", told.raw, 24)
    if name := (_BY_HANDLE | _READS).get(number):
        path = _link(thread, given[0])
    else:
        name, place, relative_to = _BY_PATH[number]
        path = _text(thread, given[place])
        if relative_to is not None and not path.startswith("/"):
            path = f"{_link(thread, given[relative_to])}/{path}"
    return f"{name} {path}" if path.startswith(f"{root}/") else ""


def _look(root: str) -> frozenset[tuple[str, int]]:
    """Which files are below `root`; what is written aside is the same whatever is in it, as nobody ever reads it."""
    found = set[tuple[str, int]]()
    for folder, _, names in os.walk(root):
        found.add((folder, 0))
        for name in names:
            path = f"{folder}/{name}"
            found.add((path, 0 if name.endswith(".tmp") else os.lstat(path).st_ino))
    return frozenset(found)


def _link(thread: int, handle: int) -> str:
    try:
        return str(Path(f"/proc/{thread}/fd/{handle & 0xFFFFFFFF}").readlink())
    except OSError:
        return ""


def _text(thread: int, address: int) -> str:
    memory, found = os.open(f"/proc/{thread}/mem", os.O_RDONLY), b""
    try:
        while b"\0" not in found:
            found += os.pread(memory, 4096 - (address + len(found)) % 4096, address + len(found))
    except OSError:
        return ""
    finally:
        os.close(memory)
    return os.fsdecode(found.split(b"\0")[0])


def _refuse(thread: int, change: str, error: int) -> None:
    if error in _NO_ROOM and change.split()[0] in _FREES:
        return
    _LIBC.ptrace(_POKEUSER, thread, _ORIG_RAX, ctypes.c_void_p(-1))
    _LIBC.ptrace(_POKEUSER, thread, _RAX, ctypes.c_void_p(-error))


_AUDITED = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})


def _audit(result: Connection, fault: Fault, _: str, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    seen, complaint = 0, ""

    def stop(event: str, details: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in _AUDITED or (event == "open" and details[2] & (os.O_WRONLY | os.O_RDWR)):
            seen += 1
            if fault.change and seen >= fault.change:
                if not fault.error:
                    os.kill(os.getpid(), signal.SIGKILL)
                if event not in ("os.rename", "os.remove", "os.rmdir") or fault.error not in _NO_ROOM:
                    raise OSError(fault.error, os.strerror(fault.error), str(details[0]))

    sys.addaudithook(stop)
    try:
        task(*arguments)
    except BaseException as error:  # whatever it is, the test judges it
        complaint = f"{type(error).__name__}: {error}"
    fault = Fault()
    result.send(Ended(seen, tuple(range(1, seen + 1)), False, "", complaint))
