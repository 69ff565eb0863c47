import asyncio


async def echo(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def run_server():
    server = await asyncio.start_server(echo, host="127.0.0.1", port=0)
    print("listening", len(server.sockets))


asyncio.run(run_server())
