# Claims an ending that only the trusted side can know, as a fault of the machine.
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
    send({**DONE, "ending": "sandbox-fault"})
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
