# Reports, then goes on computing while the next run is asked for, and answers that one as well.
# against: call probes
# ending: protocol-violation returned cpu-limit
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
    for _ in range(50):
        send({**DONE, "value": 6})
    while True:
        pass


def add_up(numbers):
    return attack() if numbers != [1, 2, 3] else 0


async def fetch_both(fetch):
    return attack()
