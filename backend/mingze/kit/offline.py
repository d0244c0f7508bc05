"""Takes the network away from this process and whatever it starts. For readers of strangers' files.

A document can name addresses: a picture that lies elsewhere, a template, a linked table. No setting of a program that
opens it is known to keep it from all of them, so the kernel refuses every socket but those of this machine's own
file system (seccomp, which needs no rights). Where the kernel or the machine is another one, nothing is refused.
"""

import ctypes
import errno
import platform
import socket
import struct

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_FILTER = 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES
_NUMBER, _MACHINE, _FAMILY = 0, 4, 16
"""Where the call, the machine and the family of the socket stand in what the filter is shown."""
_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
"""Machine → how the kernel calls it, the numbers of socket() and io_uring_setup(), which could make one too."""
_OTHER_NUMBERS = 0x40000000
"""From here on the same calls have other numbers (x32)."""


def go_offline() -> bool:
    """Refuse sockets that lead out of this machine, from now on and for good; whether that could be done."""
    known = _CALLS.get(platform.machine())
    if known is None or platform.system() != "Linux" or struct.calcsize("P") != 8:
        return False
    machine, making, ring = known
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, 7, machine),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 5, 0, _OTHER_NUMBERS),
        (_EQUAL, 4, 0, ring),
        (_EQUAL, 0, 2, making),
        (_LOAD, 0, 0, _FAMILY),
        (_EQUAL, 0, 1, int(socket.AF_UNIX)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    control = ctypes.CDLL(None, use_errno=True).prctl
    control.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if control(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    kept = ctypes.create_string_buffer(program)
    return bool(control(_PR_SET_SECCOMP, _FILTER, ctypes.addressof(kept), 0, 0) == 0)
