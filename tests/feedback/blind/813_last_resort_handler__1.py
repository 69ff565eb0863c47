# exercise: last-resort-handler
# cause: the done callback asks for task.exception(), so the error counts as taken and never reaches the loop's handler
# line: 29, 30
import asyncio

background = set()


def watch(report):
    """Report every error that reaches the loop from now on."""

    def handler(loop, context):
        try:
            report(context["message"], context.get("exception"))
        except Exception:
            loop.default_exception_handler(context)

    asyncio.get_running_loop().set_exception_handler(handler)


def launch(job):
    """Start a job in the background."""
    task = asyncio.get_running_loop().create_task(job())
    background.add(task)

    def finished(task):
        background.discard(task)
        # look whether it went well
        if not task.cancelled() and task.exception() is not None:
            print("a job has failed")

    task.add_done_callback(finished)


async def main():
    async def spill():
        await asyncio.sleep(0.5)
        raise OSError("the milk is gone")

    watch(lambda message, error: print("reported:", message, repr(error)))
    asyncio.get_running_loop().call_soon(int, "tea")
    launch(spill)
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
