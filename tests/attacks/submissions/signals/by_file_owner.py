# Has a file send a deadly signal to its parent.
# needs: isolation
# against: script call probes child
import fcntl
import os
import signal

try:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    fcntl.fcntl(reader, 10, signal.SIGKILL)
    fcntl.fcntl(reader, fcntl.F_SETOWN, os.getppid() or 2)
    fcntl.fcntl(reader, fcntl.F_SETFL, os.O_NONBLOCK | getattr(os, "O_ASYNC", 0o20000))
    os.write(writer, b"x")
except OSError:
    pass
