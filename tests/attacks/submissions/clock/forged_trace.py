# Reports a trace in which everything ran side by side, with results that nobody gave.
# against: probes
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


async def fetch_both(fetch):
    events = [[0.0, "task-created", f"T{i}", "main program", 1, {"coroutine": "fetch"}] for i in (1, 2)]
    tasks = [["T1", "Task-1:fetch", "fetch", 1], ["T2", "Task-2:fetch", "fetch", 1]]
    send({**DONE, "value": ["fetch-0", "fetch-1"], "trace": {"events": events, "tasks": tasks}, "loop_time": 3.0})
    os._exit(0)
