# exercise: task-group
# cause: the group is opened anew in every call and left before going on to the next name, so sub-folders are looked into one after the other
# line: 12, 13
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []
    for name in await look(folder):
        if name.endswith("/"):
            async with asyncio.TaskGroup() as group:
                task = group.create_task(find_files(look, folder + name))
            files += task.result()
        else:
            files.append(folder + name)
    return sorted(files)
