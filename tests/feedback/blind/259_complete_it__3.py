# exercise: complete-it
# cause: the loop runs for a fixed time of two seconds instead of until the future is done
# line: 17, 18
import asyncio


async def operation(future):
    await asyncio.sleep(2)
    future.set_result("Future Completed")


def result_of(operation):
    loop = asyncio.new_event_loop()
    try:
        fut = asyncio.Future(loop=loop)
        work = asyncio.ensure_future(operation(fut), loop=loop)
        loop.run_until_complete(asyncio.sleep(2.5))
        answer = fut.result()
        loop.run_until_complete(work)
        return answer
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
