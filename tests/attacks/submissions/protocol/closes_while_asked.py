# Asks, and is gone before the answer.
# ending: protocol-violation exited killed
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


def attack():
    for _ in range(50):
        send({"op": "idle", "now": 0.0, "next": 1.0})
    os.close(3)
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
