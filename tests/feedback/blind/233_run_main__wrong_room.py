# exercise: run-main
# cause: the name of the room is misspelt
# line: 9
import asyncio


async def main(sensor):
    answers = []
    for room in ("kitchen", "celler"):
        answers.append(await sensor(room))
    return answers


def start(sensor):
    return asyncio.run(main(sensor))
