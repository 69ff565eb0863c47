# cause: reader.read() waits for the end of the stream, but the client keeps its side open and waits for the answer
# line: 8
# shows: hangs for ever; nothing is printed after "question sent"
# meant: answer the question
import asyncio

async def answer(reader, writer):
    question = await reader.read(-1)
    writer.write(b"answer to " + question)
    writer.close()

async def main():
    srv = await asyncio.start_server(answer, host="127.0.0.1", port=0)
    host, port = srv.sockets[0].getsockname()
    rd, wr = await asyncio.open_connection(host, port)
    wr.write(b"why?")
    await wr.drain()
    print("question sent")
    print(await rd.read())
    wr.close()

asyncio.run(main())
