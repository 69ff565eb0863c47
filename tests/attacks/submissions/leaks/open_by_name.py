# Opens the files of the course by guessing where they are.
# needs: isolation
import os


def attack():
    folder = os.sep
    for place in ("/work", "/srv", "/root", "/home", "/opt", "/usr/lib/python3/dist-packages", "..", "../.."):
        for name in ("exercises", "solutions", "grader", "grader.toml", "conftest.py"):
            try:
                found = os.listdir(os.path.join(folder, place, name))
            except OSError:
                continue
            print("BREACH:", place, name, len(found))



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
