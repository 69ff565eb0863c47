# exercise: task-group
# cause: The list is sorted and returned inside the block, before the tasks of the group have run, so it is still empty.
# line: 20
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    found = []

    async def search(group, path):
        for name in await look(path):
            if name.endswith("/"):
                group.create_task(search(group, path + name))
            else:
                found.append(path + name)

    async with asyncio.TaskGroup() as group:
        group.create_task(search(group, folder))
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
