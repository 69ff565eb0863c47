# exercise: task-group
# cause: a whole level of folders is looked into before the next one is begun, so a folder whose name is known has to wait for the slowest look on its level
# line: 12, 11
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []
    level = [folder]
    while level:
        async with asyncio.TaskGroup() as group:
            looks = [(path, group.create_task(look(path))) for path in level]
        level = []
        for path, task in looks:
            for name in task.result():
                if name.endswith("/"):
                    level.append(path + name)
                else:
                    files.append(path + name)
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
