# exercise: task-group
# cause: The list is sorted and returned inside the block, before any task has begun; the results are there only behind the block.
# line: 20
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    found = []

    async def search(where):
        for name in await look(where):
            if name.endswith("/"):
                tg.create_task(search(where + name))
            else:
                found.append(where + name)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(search(folder))
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
