import asyncio


class Peer(asyncio.DatagramProtocol):
    def __init__(self, got):
        self.got = got

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        if data.startswith(b"?"):
            self.transport.sendto(b"!" + data[1:], address)
        else:
            self.got.set_result(data)


async def main():
    loop = asyncio.get_running_loop()
    got = loop.create_future()
    server, _ = await loop.create_datagram_endpoint(lambda: Peer(got), local_addr=("127.0.0.1", 0))
    client, _ = await loop.create_datagram_endpoint(lambda: Peer(got), remote_addr=server.get_extra_info("sockname"))
    client.sendto(b"?hello")
    print(await got)
    client.close()
    server.close()


asyncio.run(main())
