# Sends a hundred reports, so that later runs find an answer already there.
# ending: returned protocol-violation cpu-limit
# score: call=2
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
    for _ in range(100):
        send({**DONE, "value": 6, "clean": True})



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
