# A thread ends the process while the main one computes.
# ending: exited
import os
import threading


def attack():
    threading.Thread(target=os._exit, args=(0,)).start()
    while True:
        pass



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
