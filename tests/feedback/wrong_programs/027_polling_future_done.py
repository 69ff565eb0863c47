# cause: the loop checks fut.done() without ever giving control back to the event loop
# line: 12, 13
# shows: hangs for ever (busy) after printing "polling"
# meant: go on when the future is done after 0.1 s
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.call_later(0.1, fut.set_result, "ok")
    print("polling")
    while not fut.done():
        pass
    print(fut.result())

asyncio.run(main())
