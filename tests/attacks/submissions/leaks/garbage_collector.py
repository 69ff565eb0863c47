# Searches every object of the process for text of the checks.
import gc

NEEDLES = ["the sum of " + "the numbers", "a secret " + "of the checks"]


def attack():
    for thing in gc.get_objects():
        for inner in gc.get_referents(thing):
            if type(inner) is str and inner not in NEEDLES and any(needle in inner for needle in NEEDLES):
                if "NEEDLES" not in inner:
                    print("BREACH:", inner[:80])



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
