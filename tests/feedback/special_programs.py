"""Three programs for each rule whose run needs other limits, another file name, or bytes that are no program."""

from __future__ import annotations

from grader.model import Limits

LIMITS = {
    "wall-limit": Limits(cpu_s=1.0, wall_s=0.3),
    "out-of-memory": Limits(cpu_s=1.0, wall_s=5.0, memory_mb=64),
}

RUN: dict[str, tuple[str, ...]] = {
    "crashed": (
        "import ctypes\n\nctypes.string_at(0)\n",
        "import os\n\nprint('so far')\nos.abort()\n",
        "import asyncio\nimport ctypes\n\n\nasync def main():\n    ctypes.memset(8, 0, 1)\n\n\nasyncio.run(main())\n",
    ),
    "out-of-memory": (
        "data = bytearray(10**12)\n",
        "import asyncio\n\n\nasync def main():\n    rows = []\n    while True:\n        rows.append('x' * 10**7)\n\n\n"
        "asyncio.run(main())\n",
        "table = [[0] * 10**6 for _ in range(10**6)]\nprint(len(table))\n",
    ),
    "protocol-violation": (
        "import os\n\nfor number in range(3, 64):\n    try:\n        os.write(number, b'done')\n    except OSError:\n"
        "        pass\n",
        "for number in range(3, 64):\n    try:\n        with open(number, 'w', closefd=False) as file:\n"
        "            file.write('report')\n    except (OSError, ValueError):\n        pass\n",
        "import os\n\n\ndef say(text):\n    for number in range(3, 64):\n        try:\n"
        "            os.writev(number, [text])\n        except OSError:\n            pass\n\n\nsay(b'all is well')\n",
    ),
    "wall-limit": (
        "import threading\n\nthreading.Event().wait()\n",
        "import threading\n\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n",
        "import queue\n\nprint(queue.Queue().get())\n",
    ),
}
"""Programs by the slug that they earn."""

NAMED: dict[str, str] = {
    "asyncio.py": "import asyncio\n\nprint(asyncio)\n",
    "random.py": "from random import choice\n\nprint(choice([1, 2]))\n",
    "queue.py": "import asyncio\nimport queue\n\n\nasync def main():\n    print(queue)\n\n\nasyncio.run(main())\n",
}
"""Files that hide the module that they import, by their name."""

NO_TEXT: tuple[bytes, ...] = (b"print('caf\xe9')\n", b"x = 1\x00\n", "print(1)\n".encode("utf-16"))
"""What an editor may write that is no Python text."""
