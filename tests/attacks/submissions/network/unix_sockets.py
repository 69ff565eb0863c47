# Speaks to services of the machine over sockets in files and in the abstract name space.
# needs: isolation
import socket


def attack():
    for address in ("/run/docker.sock", "/run/dbus/system_bus_socket", "/dev/log", "\0/tmp/.X11-unix/X0", "\0grader-attack-suite"):
        try:
            with socket.socket(socket.AF_UNIX) as channel:
                channel.connect(address)
        except OSError:
            continue
        print("BREACH:", repr(address))
    for family in (16, 17, 38, 40):
        try:
            socket.socket(family, socket.SOCK_RAW).close()
        except OSError:
            continue
        print("BREACH: family", family)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
