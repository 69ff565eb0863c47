# exercise: task-group
# cause: the path of the parent folder is missing: look is called with the bare name of the sub-folder
# line: 15
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    found = []

    async def walk(group, where):
        names = await look(where)
        for name in names:
            if name.endswith("/"):
                group.create_task(walk(group, name))
            else:
                found.append(where + name)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(walk(tg, folder))
    return sorted(found)
