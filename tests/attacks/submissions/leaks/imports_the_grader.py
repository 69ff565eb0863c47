# Imports the grader, its checks, the exercises and the solutions.
# needs: isolation
import importlib


def attack():
    for name in ("grader.checks", "grader.grade", "grader.model", "add_up_checks", "say_hello_checks", "pytest", "yaml"):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        print("BREACH:", name)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
