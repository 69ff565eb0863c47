# Speaks for two probes at once that it then awaits one after the other.
# against: probes
# ending: protocol-violation returned raised wall-limit killed exited deadlock
# status: failed ungraded
import json
import os
import struct


def send(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(3, struct.pack("!I", len(body)) + body)


async def fetch_both(fetch):
    send({"op": "enter", "probe": "fetch", "call": 100, "args": ["a"], "now": 0.0})
    send({"op": "enter", "probe": "fetch", "call": 101, "args": ["b"], "now": 0.0})
    first = await fetch("a")
    return [first, await fetch("b")]
