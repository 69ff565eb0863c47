# A regular expression that needs longer than the universe lasts.
# ending: cpu-limit
import re


def attack():
    return re.match(r"(a+)+$", "a" * 200 + "b")



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
