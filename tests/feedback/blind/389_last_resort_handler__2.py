# exercise: last-resort-handler
# cause: the task is never taken out of the set, so its error is never reported
# line: 20
import asyncio

background = set()


def watch(report):
    def handler(loop, context):
        try:
            report(context["message"], context.get("exception"))
        except Exception:
            loop.default_exception_handler(context)

    asyncio.get_running_loop().set_exception_handler(handler)


def launch(job):
    background.add(asyncio.create_task(job()))
