# exercise: last-resort-handler
# cause: context["exception"] is not always there: KeyError
# line: 12
import asyncio

background = set()


def watch(report):
    def handler(loop, context):
        try:
            report(context["message"], context["exception"])
        except Exception:
            loop.default_exception_handler(context)

    asyncio.get_running_loop().set_exception_handler(handler)


def launch(job):
    task = asyncio.create_task(job())
    background.add(task)
    task.add_done_callback(background.discard)
