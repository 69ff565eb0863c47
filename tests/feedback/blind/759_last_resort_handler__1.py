# exercise: last-resort-handler
# cause: the done callback asks the task for its exception, and so the loop takes the error as seen and never reports it
# line: 24, 25
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
    def finished(task):
        background.discard(task)
        if not task.cancelled() and task.exception() is not None:
            print("a job failed")

    task = asyncio.create_task(job())
    background.add(task)
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
