# exercise: task-group
# cause: Each task is awaited directly after it was made, so the folders are searched one after the other and not as soon as their names are known.
# line: 15
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []

    async def search(path):
        async with asyncio.TaskGroup() as group:
            for name in await look(path):
                if name.endswith("/"):
                    await group.create_task(search(path + name))
                else:
                    files.append(path + name)

    await search(folder)
    return sorted(files)


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
