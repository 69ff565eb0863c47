def grade(points):
    if points is 1000:
        return "all of them"
    return "some"


print(grade(int("1000")))
