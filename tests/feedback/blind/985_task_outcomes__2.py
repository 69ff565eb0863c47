# exercise: task-outcomes
# cause: the text of a failure is made with repr and not with str, so the pair holds OSError('no gas') in place of no gas
# line: 32
import asyncio


def me():
    """The task that runs this very line."""
    return asyncio.current_task()


def sign(text):
    """The text, signed by the task in which this is called."""
    name = me().get_name()
    return f"[{name}] {text}"


def others():
    """The names of all other tasks that are not done yet."""
    busy = asyncio.all_tasks()
    busy.discard(me())
    return sorted(map(asyncio.Task.get_name, busy))


def outcome(task):
    """What became of a task that is done."""
    try:
        gift = task.result()
    except asyncio.CancelledError:
        return "cancelled", None
    except BaseException as trouble:
        return "failed", f"{trouble!r}"
    else:
        return "ok", gift


async def run_all(jobs):
    """Run all jobs at the same time; what became of each."""
    tasks = []
    for name, job in jobs.items():
        tasks.append(asyncio.get_running_loop().create_task(job(), name=name))
    if tasks:
        await asyncio.wait(tasks)
    return {task.get_name(): outcome(task) for task in tasks}


async def bake():
    await asyncio.sleep(2)
    print(sign("also in the kitchen: " + ", ".join(others())))
    return "a cake"


async def boil():
    await asyncio.sleep(1)
    raise OSError("no gas")


async def sing():
    await asyncio.sleep(3)
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


if __name__ == "__main__":
    print(asyncio.run(run_all({"cake": bake, "soup": boil, "song": sing})))
