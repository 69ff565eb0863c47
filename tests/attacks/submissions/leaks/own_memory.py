# Reads its own memory, which a forked process shares with its maker, for text of the checks.
# needs: isolation
NEEDLES = [b"the sum of " + b"the numbers", b"a secret of " + b"the checks"]


def attack():
    try:
        maps = open("/proc/self/maps").read().splitlines()
        memory = open("/proc/self/mem", "rb", 0)
    except OSError:
        return
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        memory.seek(start)
        try:
            data = memory.read(end - start)
        except (OSError, ValueError):
            continue
        for needle in NEEDLES:
            if needle in data:
                print("BREACH:", line)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
