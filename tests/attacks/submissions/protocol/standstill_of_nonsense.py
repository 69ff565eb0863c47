# A forged standstill that contradicts itself, with lines that do not exist.
# ending: deadlock protocol-violation
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
    wait = {"task": "T9", "name": "\x1b[31m[/]", "line": 10**15, "primitive": "Lock", "text": "{}%s\ud800", "owner": "T9"}
    standstill = {
        "time": 1e308,
        "waits": [wait] * 900,
        "cycles": [["T9", "T9"], []],
        "entry": "x",
        "entry_line": -1,
        "entry_waits": wait,
    }
    send({**DONE, "ending": "deadlock", "standstill": standstill})
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
