# Leaves files, links and odd names in its folder for the next one.
import os

for name in ("message", "asyncio.py", "\udcff\udcfe", "x" * 255, " ", "-rf", "*"):
    try:
        open(name, "w").close()
    except OSError:
        pass
os.symlink(".", "loop")
os.makedirs("a/b/c/d")
os.chmod("a/b", 0o100)
os.utime(".", (1, 1))
