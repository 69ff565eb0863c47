# exercise: task-group
# cause: the sorted list is made inside the block, where no task of the group has begun yet, so an empty list is returned
# line: 21
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    found = []

    async def visit(path):
        for name in await look(path):
            full = path + name
            if full[-1] == "/":
                tg.create_task(visit(full))
            else:
                found.append(full)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(folder))
        return sorted(found)


async def slow_disk(folder):
    folders = {
        "home/": ["notes.txt", "music/", "photos/"],
        "home/music/": ["song.ogg"],
        "home/photos/": ["sea.png", "trips/"],
        "home/photos/trips/": ["alps.png"],
    }
    await asyncio.sleep(1)
    return folders[folder]


if __name__ == "__main__":
    print(asyncio.run(find_files(slow_disk, "home/")))
