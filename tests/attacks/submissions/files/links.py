# Symbolic and hard links to files outside.
# needs: isolation
import os


def attack():
    for number, path in enumerate(("/etc/passwd", "/etc/shadow", os.__file__, "/proc/self/environ")):
        try:
            os.link(path, f"hard{number}")
            print("BREACH: hard link to", path)
        except OSError:
            pass
        try:
            os.symlink(path, f"soft{number}")
            open(f"soft{number}", "rb" if "passwd" in path or "shadow" in path or "environ" in path else "r+b").close()
            print("BREACH: soft link to", path)
        except OSError:
            pass
    try:
        os.symlink("/", "everything")
        os.listdir("everything/root")
        print("BREACH: /root")
    except OSError:
        pass



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
