# exercise: complete-it
# cause: the program prints nothing
# line: 25
import asyncio


async def operation(future):
    await asyncio.sleep(2)
    future.set_result("Future Completed")


def result_of(op):
    loop = asyncio.new_event_loop()
    try:
        fut = loop.create_future()
        work = loop.create_task(op(fut))
        result = loop.run_until_complete(fut)
        loop.run_until_complete(work)
        return result
    finally:
        loop.close()


if __name__ == "__main__":
    result_of(operation)
