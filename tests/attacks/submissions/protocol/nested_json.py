# JSON of half a million brackets.
# ending: protocol-violation killed exited cpu-limit
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


def attack():
    send(b"[" * 500_000)
    send(b'{"op":' * 500_000)
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
