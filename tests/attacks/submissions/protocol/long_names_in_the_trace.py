# A forged trace whose names and data are megabytes of control sequences.
# ending: protocol-violation returned
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


DONE = {
    "op": "done",
    "ending": "returned",
    "stage": "run",
    "value": None,
    "error": None,
    "exit_code": None,
    "trace": {"events": [], "tasks": []},
    "loop_time": 0.0,
    "standstill": None,
    "cpu_s": 0.0,
    "peak_mb": 0.0,
    "clean": True,
}


def attack():
    evil = "\x1b[31m[bold]\ud800" * 100_000
    events = [[0.0, "task-created", "T1", evil, 1, {evil: evil, "seconds": 1e300}], [0.0, "blocked", "T1", "T1", 2**62, {"seconds": "x"}]]
    body = json.dumps({**DONE, "ending": "deadlock", "trace": {"events": events, "tasks": [["T1", evil, evil, -5]]}}).encode()
    view = memoryview(struct.pack("!I", len(body)) + body)
    while view:
        view = view[os.write(3, view):]
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
