# exercise: complete-it
# cause: the loop is run until the operation's work has ended instead of until the future is done, so an operation that leaves the future to a timer gives an InvalidStateError.
# line: 19
import asyncio


async def operation(future):
    """Work for two seconds, then complete the future."""
    await asyncio.sleep(2)
    future.set_result("Future Completed")


def result_of(operation):
    """Run an operation and return the result that it puts into its future."""
    loop = asyncio.new_event_loop()
    try:
        future = asyncio.Future(loop=loop)
        work = asyncio.ensure_future(operation(future), loop=loop)
        loop.run_until_complete(work)
        answer = future.result()
        loop.run_until_complete(work)  # the operation may tidy up after it
        return answer
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
