# cause: the handler of start_server gets reader and writer, but it has only one parameter
# line: 7
# shows: logs TypeError: on_guest() takes 1 positional argument but 2 were given, and hangs for ever (the client gets nothing)
# meant: send "welcome" to the client
import asyncio

async def on_guest(writer):
    writer.write(b"welcome\n")
    writer.close()

async def main():
    server = await asyncio.start_server(on_guest, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, _ = await asyncio.open_connection("127.0.0.1", port)
    print("got", await reader.readline())

asyncio.run(main())
