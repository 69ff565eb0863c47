# Calls a probe with megabytes of arguments, again and again.
# against: probes
# ending: protocol-violation cpu-limit
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


async def fetch_both(fetch):
    arguments = [["x" * 1_000_000] * 7]
    for call in range(1, 2_000):
        body = json.dumps({"op": "enter", "probe": "fetch", "call": 1_000 + call, "args": arguments, "now": 0.0}).encode()
        view = memoryview(struct.pack("!I", len(body)) + body)
        while view:
            view = view[os.write(3, view):]
