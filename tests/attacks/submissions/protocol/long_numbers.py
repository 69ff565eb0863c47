# Numbers of millions of digits, whose reading takes the square of their length.
# against: call probes
# ending: protocol-violation returned exited
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
    body = json.dumps({**DONE, "loop_time": "V"}).encode().replace(b'"V"', b"0." + b"7" * 7_000_000)
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
