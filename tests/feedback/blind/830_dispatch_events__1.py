# exercise: dispatch-events
# cause: the default is stored in the table as if it were the handler of that name, so the same unknown event a second time calls it with the detail only (and the table of the caller is changed)
# line: 15, 16
def night_watch(light, alarm):
    """Which function is to be called for which event."""
    return {"dusk": light, "smoke": alarm}


def dispatch(events, handlers, default):
    """Call a function for each event, in order."""
    for name, detail in events:
        if name in handlers:
            handlers[name](detail)
        else:
            handlers[name] = default
            handlers[name](name, detail)


def switch_on(place):
    print("Light on:", place)


def ring(place):
    print("Fire in the", place)


def wonder(name, detail):
    print("What is this?", name, detail)


if __name__ == "__main__":
    night = [("dusk", "garden"), ("owl", "roof"), ("smoke", "kitchen")]
    dispatch(night, night_watch(switch_on, ring), wonder)
