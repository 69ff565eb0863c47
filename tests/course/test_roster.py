"""The roster: what spreadsheets and platforms write, and whom a submission belongs to."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course import roster as roster_module
from grader.course.roster import Label, Roster, load_roster
from grader.errors import UserError
from grader.model import Learner


def rostered(folder: Path, content: str | bytes) -> list[Learner]:
    return list(loaded(folder, content))


def loaded(folder: Path, content: str | bytes) -> Roster:
    path = folder / "roster.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_roster(path)


ADA = Learner("1", "Ada Lovelace", "ada@x.org")
PLAIN = "id,name,email\n1,Ada Lovelace,ada@x.org\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        "\n\n" + PLAIN + "\n,,\n\n",
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        b"\xfe\xff" + PLAIN.replace(",", "\t").encode("utf-16-be"),
        ' ID , Full  Name , E-Mail\n 1 ,"Ada Lovelace", ada@x.org \n',
        "First name,Last name,ID number,Email address\nAda,Lovelace,1,ada@x.org\n",
        "name,email,id,what,else\nAda Lovelace,ada@x.org,1\n",
    ],
)
def test_a_roster_as_programs_write_it(tmp_path: Path, content: str | bytes) -> None:
    assert rostered(tmp_path, content) == [ADA]


def test_names_are_data(tmp_path: Path) -> None:
    names = ["O'Brien, Zoë", "=cmd()", "😀", "\u05e2\u05d5\u05de\u05e8", 'say "hi"', "Robert'); DROP TABLE"]
    lines = "".join(f'{n},"{name.replace(chr(34), chr(34) * 2)}"\n' for n, name in enumerate(names))
    assert [learner.name for learner in rostered(tmp_path, f"id,name\n{lines}")] == names


def test_the_gradebook_of_canvas(tmp_path: Path) -> None:
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Hello (123)\n"
        "    Points Possible,,,,,10\n"
        '"Lovelace, Ada",12345,s1,ada,Monday,\n'
        '"Student, Test",99,,,Monday,\n'
    )
    ada, test = rostered(tmp_path, text)
    assert (ada.key, ada.name, ada.section) == ("12345", "Lovelace, Ada", "Monday")
    assert ada.ids == {"canvas_id": "12345", "sis_user_id": "s1", "sis_login_id": "ada"}
    assert test.key == "99"


def test_the_worksheet_of_moodle(tmp_path: Path) -> None:
    text = "Identifier,Full name,Email address,Status\nParticipant 1234567,Ada Lovelace,ada@x.org,Submitted\n"
    (ada,) = rostered(tmp_path, text)
    assert ada == Learner("ada@x.org", "Ada Lovelace", "ada@x.org", ids={"moodle_participant": "1234567"})


def test_without_an_id_the_name_is_the_key(tmp_path: Path) -> None:
    assert [learner.key for learner in rostered(tmp_path, "Last name,First name\nL,Ada\nM,Bob\n")] == ["Ada L", "Bob M"]
    assert rostered(tmp_path, "username\nada\n") == [Learner("ada", "ada", ids={"username": "ada"})]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("", ":1: no column of the roster names the learners"),
        ("points,grade\n1,2\n", ":1: no column of the roster names the learners"),
        ("id,name\n1,A\n1,B\n", ":3: `1` stands in the roster already, in line 2"),
        ("name\nA\nB\nA\n", ":4: `A` stands in the roster already, in line 2"),
        ("id,name\n1,A\n,B\n", ":3: the column for `id` is empty in this line"),
        ("github,canvas_id\na,\n,1\n", ":3: the column for `canvas_id` is empty in this line"),
        ("id,name\n1,Lovelace, Ada\n", ":2: has 3 cells, and the first line has 2"),
        (b"id,name\n1,A\n2,\xe9\n", ":3: is not UTF-8 text: save the roster as `CSV UTF-8`"),
        (b"PK\3\4\0\0", " is not a CSV file: save the roster as `CSV UTF-8`"),
        ('id,name\n1,"' + "x" * 200_000 + '"\n', ":2: is not CSV: field larger than field limit (131072)"),
    ],
)
def test_mistakes_in_a_roster(tmp_path: Path, content: str | bytes, text: str) -> None:
    with pytest.raises(UserError) as caught:
        rostered(tmp_path, content)
    if "canvas_id" in text:
        assert "is empty in this line" in str(caught.value)
    else:
        assert text in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "roster.csv"))


def test_a_roster_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="there is no file"):
        load_roster(tmp_path / "none.csv")
    with pytest.raises(UserError, match="cannot be read"):
        load_roster(tmp_path)
    monkeypatch.setattr(roster_module, "MAX_BYTES", 10)
    with pytest.raises(UserError, match="that is no roster"):
        rostered(tmp_path, PLAIN)


def test_a_roster_of_nobody(tmp_path: Path) -> None:
    assert len(loaded(tmp_path, "id,name\n")) == 0


# ------------------------------------------------------------------------------------------------------ finding


CLASS = Roster(
    [
        Learner("s1", "Ada Lovelace", "ada@x.org", ids={"canvas_id": "12345", "github": "adal"}),
        Learner("s2", "van der Berg, Jan", "j.berg@x.org", ids={"moodle_participant": "77"}),
        Learner("s3", "Zoë O'Brien", "zoe@x.org"),
        Learner("s4", "Jan Smith", "jan1@x.org"),
        Learner("s5", "Jan Smith", "jan2@x.org"),
        Learner("王", "王"),
    ]
)


def label(text: str, **ids: str) -> Label:
    return Label(text, text, ids)


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        (label("s1"), "s1"),
        (label("S1"), "s1"),
        (label("Ada Lovelace"), "s1"),
        (label("ada  lovelace"), "s1"),
        (label("Lovelace, Ada"), "s1"),
        (label("lovelaceada"), "s1"),
        (label("ADA@X.ORG"), "s1"),
        (label("ada"), "s1"),
        (label("hw1-adal"), "s1"),
        (label("hw-1-part-2-adal"), "s1"),
        (label("who", canvas_id="12345"), "s1"),
        (label("vanderbergjan"), "s2"),
        (label("Jan van der Berg"), "s2"),
        (label("who", moodle_participant="77"), "s2"),
        (label("j.berg"), "s2"),
        (label("Zoe\u0308 O'Brien"), "s3"),
        (label("obrienzoë"), "s3"),
        (label("Zoë O\u2019Brien"), "s3"),
        (label("who", email="Zoe@x.org"), "s3"),
        (label("who", id="s3"), "s3"),
        (label("jan1"), "s4"),
        (label("王"), "王"),
        (label("Jan Smith"), None),
        (label("smithjan"), None),
        (label("stranger"), None),
        (label("77"), "s2"),
        (label("😀"), None),
        (label("hw1-nobody"), None),
        (label("", canvas_id="1"), None),
    ],
)
def test_whom_a_name_means(wanted: Label, key: str | None) -> None:
    found = CLASS.find(wanted)
    assert (found.key if found is not None else None) == key


def test_a_roster_is_in_order_of_keys() -> None:
    assert [learner.key for learner in CLASS] == ["s1", "s2", "s3", "s4", "s5", "王"]
    assert CLASS.get("s4").name == "Jan Smith"
    assert "s4" in CLASS
    assert "s9" not in CLASS
    with pytest.raises(KeyError):
        CLASS.get("s9")


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: f"id,name\n{text}".encode()))
def test_any_file_is_a_roster_or_an_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    with suppress(UserError):
        assert all(learner.key for learner in rostered(folder, content))
