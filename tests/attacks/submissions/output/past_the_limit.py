# Catches the error at the limit of output and goes on.
# ending: output-limit cpu-limit
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def attack():
    while True:
        try:
            os.write(1, b"y" * 100_000)
        except OSError:
            pass



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
