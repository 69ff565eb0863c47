# exercise: task-group
# cause: the list is returned inside the block evaluated before the tasks have done anything
# line: 20
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []

    async def search(path):
        for name in await look(path):
            if name.endswith("/"):
                group.create_task(search(path + name))
            else:
                files.append(path + name)

    async with asyncio.TaskGroup() as group:
        group.create_task(search(folder))
        return sorted(files)
