# Announces one call of a probe twice, to get two results for it.
# against: probes
# ending: protocol-violation
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


async def fetch_both(fetch):
    for _ in range(2):
        send({"op": "enter", "probe": "fetch", "call": 7, "args": [], "now": 0.0})
    os._exit(0)
