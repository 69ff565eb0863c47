# Asks the name service, which could carry data out.
# needs: isolation
import socket


def attack():
    for name in ("secret.example.com", "example.invalid"):
        try:
            print("BREACH:", socket.getaddrinfo(name, 80))
        except OSError:
            pass



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
