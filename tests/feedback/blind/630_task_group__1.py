# exercise: task-group
# cause: Each task is awaited right after it is made, so the folders are searched one after the other and not as soon as they are known.
# line: 14
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []
    async with asyncio.TaskGroup() as group:
        for name in await look(folder):
            path = folder + name
            if name.endswith("/"):
                files += await group.create_task(find_files(look, path))
            else:
                files.append(path)
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
