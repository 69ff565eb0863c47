# Where sockets are allowed, tries to get further than the loopback of its own.
# needs: namespaces
# against: child
import socket

if __name__ == "__main__":
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        for host in ("192.0.2.1", "169.254.169.254", "10.0.0.1"):
            try:
                with socket.socket(socket.AF_INET, kind) as channel:
                    channel.settimeout(0.05)
                    channel.connect((host, 80))
                    channel.send(b"secret")
            except OSError:
                continue
            print("BREACH:", kind, host)
