# exercise: task-outcomes
# cause: others takes all tasks and does not leave out the one that asks (current_task), so its own name is in the list
# line: 15
import asyncio


def sign(text):
    """The text, signed by the task in which this is called."""
    name = asyncio.current_task().get_name()
    return f"[{name}] {text}"


def others():
    """The names of all other tasks that are not done yet."""
    return sorted(task.get_name() for task in asyncio.all_tasks())


def outcome(task):
    """What became of a task that is done."""
    if task.cancelled():
        return ("cancelled", None)
    if task.exception() is not None:
        return ("failed", str(task.exception()))
    return ("ok", task.result())


async def run_all(jobs):
    """Run all jobs at the same time; what became of each."""
    tasks = []
    for name, job in jobs.items():
        tasks.append(asyncio.create_task(job(), name=name))
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
