# Times that are infinite, negative or no numbers.
# ending: protocol-violation
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


def attack():
    send(b'{"op":"idle","now":1e999,"next":-5}')
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
