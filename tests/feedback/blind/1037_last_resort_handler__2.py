# exercise: last-resort-handler
# cause: the finished task is never taken out of background, so something still leads to it and its error never reaches the loop
# line: 34
import asyncio

background = set()


class Watchman:
    """Stands at the loop and hands on what goes wrong there."""

    def __init__(self, report):
        self.report = report

    def __call__(self, loop, context):
        what, why = context["message"], context.get("exception")
        try:
            self.report(what, why)
        except Exception:
            # nobody could be told: at least it shall stand in the log
            loop.default_exception_handler(context)


def watch(report):
    """Report every error that reaches the loop from now on."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(Watchman(report))


def launch(job):
    """Start a job in the background."""
    loop = asyncio.get_running_loop()
    # kept here, so that it cannot be collected while it runs
    background.add(loop.create_task(job()))


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
