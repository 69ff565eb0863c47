# A forged trace of a hundred thousand tasks, whose timeline takes the square of their count.
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
    tasks = [[f"T{i}", f"t{i}", "c", 1] for i in range(100_000)]
    events = [[0.0, "task-created", f"T{99_999 - i}", "main program", 1, {}] for i in range(19_000)]
    body = json.dumps({**DONE, "trace": {"events": events, "tasks": tasks}}).encode()
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
