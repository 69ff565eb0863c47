# cause: the server never closes its writer, so the client's read() to the end never returns
# line: 13
# shows: hangs for ever; the page is not printed
# meant: print the page
import asyncio

clients = set()

async def serve_page(reader, writer):
    clients.add(writer)
    await reader.readline()
    writer.write(b"<h1>hi</h1>\n")
    await writer.drain()

async def fetch(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /\n")
    page = await reader.read()
    writer.close()
    return page

async def main():
    server = await asyncio.start_server(serve_page, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(await fetch(port))

asyncio.run(main())
