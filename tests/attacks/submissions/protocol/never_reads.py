# Asks without end and never reads an answer, so that the other side cannot go on writing.
# against: call
# ending: protocol-violation cpu-limit wall-limit killed
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


def attack():
    while True:
        send({"op": "idle", "now": 0.0, "next": 1.0})



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
