# Connects to services of the machine.
# needs: isolation
import socket


def attack():
    for port in (22, 25, 80, 111, 631, 2375, 5432, 6379, 8080):
        for host in ("127.0.0.1", "::1", "localhost"):
            try:
                socket.create_connection((host, port), timeout=0.05)
            except OSError:
                continue
            print("BREACH:", host, port)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
