# cause: the CancelledError is caught and not raised again, so the task counts as finished normally
# line: 10
# shows: prints "cancelled: False" and "result: None"
# meant: the task should count as cancelled
import asyncio

async def server():
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        print("cleaning up")

async def main():
    srv = asyncio.create_task(server())
    await asyncio.sleep(0)
    srv.cancel()
    await asyncio.wait([srv])
    print("cancelled:", srv.cancelled())
    print("result:", srv.result())

asyncio.run(main())
