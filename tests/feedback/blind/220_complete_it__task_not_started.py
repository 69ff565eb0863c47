# exercise: complete-it
# cause: the operation is never started, only built
# line: 16
import asyncio


async def operation(future):
    await asyncio.sleep(2)
    future.set_result("Future Completed")


def result_of(op):
    loop = asyncio.new_event_loop()
    try:
        fut = loop.create_future()
        op(fut)
        return loop.run_until_complete(fut)
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
