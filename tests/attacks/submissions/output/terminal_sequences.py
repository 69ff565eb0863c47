# Control sequences that would change the title, the colours, the clipboard and the screen of a terminal.
import sys

EVIL = "\x1b]0;owned\x07\x1b[2J\x1b[1;31m\x1b]52;c;ZXZpbA==\x07\x9b31m\u202e\x00\x08\x7f\r\n[bold red]markup[/]\n"


def attack():
    sys.stdout.write(EVIL)
    sys.stderr.write(EVIL)
    raise ValueError(EVIL)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
