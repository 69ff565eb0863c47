# Waits for others to connect to it.
# needs: isolation
import socket


def attack():
    try:
        server = socket.create_server(("0.0.0.0", 0))
    except OSError:
        return
    print("BREACH:", server.getsockname())



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
