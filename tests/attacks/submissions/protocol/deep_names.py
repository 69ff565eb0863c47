# A probe's name that is a list in a list, nine hundred deep.
# ending: protocol-violation
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


def attack():
    send(b'{"op":"enter","probe":' + b"[" * 900 + b"]" * 900 + b',"call":1,"args":[],"now":0}')
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
