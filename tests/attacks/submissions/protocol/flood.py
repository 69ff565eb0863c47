# Asks without end, in large packets, and reads every answer.
# against: call probes
# status: failed ungraded
# ending: protocol-violation cpu-limit wall-limit
import json
import os
import struct
import threading


def attack():
    body = json.dumps({"op": "idle", "now": 0.0, "next": 1.0}).encode()
    packet = (struct.pack("!I", len(body)) + body) * 2_000
    threading.Thread(target=lambda: [os.read(3, 1 << 20) for _ in iter(int, 1)], daemon=True).start()
    while True:
        view = memoryview(packet)
        while view:
            view = view[os.write(3, view):]



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
