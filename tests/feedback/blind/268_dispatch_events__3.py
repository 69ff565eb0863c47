# exercise: dispatch-events
# cause: all handlers are looked up before the first one is called, so changes of the table do not count
# line: 14, 15
def night_watch(light, alarm):
    table = {}
    table["dusk"] = light
    table["smoke"] = alarm
    return table


def dispatch(events, handlers, default):
    todo = []
    for name, detail in events:
        todo.append((handlers.get(name), name, detail))
    for func, name, detail in todo:
        if func is None:
            default(name, detail)
        else:
            func(detail)
