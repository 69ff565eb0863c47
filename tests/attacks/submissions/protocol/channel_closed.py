# Closes the connection and computes on.
# ending: killed exited protocol-violation cpu-limit
import os


def attack():
    os.close(3)
    while True:
        pass



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
