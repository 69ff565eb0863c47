"""What is in a bundle, and how it installs the grader."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from handed_in import make_course, write

from grader.catalogue import Course
from grader.cli.app import cli
from grader.course.bundle import BundleOptions, System, make_bundle, wheel
from grader.course.bundle.wheel import pack_wheel, pinned_requirements
from grader.errors import CatalogueError, GraderFault, UserError


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("course")
    files = {"00-first/data.txt": "data", "00-first/chapter.yaml": "title: First\n", "00-first/secret.txt": "no"}
    write(root, {f"exercises/{name}": text for name, text in files.items()})
    write(root, {"solutions/00-first/hello_stop.py": "x = 1\n", "grader.toml": ""})
    return make_course(
        root, {"00-first/hello-stop": "data_files: [data.txt]\n", "01-next/two-tasks": "", "01-next/no": ""}
    )


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_in_a_bundle_for_gradescope(tmp_path: Path, course: Course) -> None:
    target = tmp_path / "deep" / "autograder.zip"
    made = make_bundle(System.GRADESCOPE, course, ["two-tasks", "hello-stop", "two-tasks"], target, BundleOptions())
    assert [exercise.id for exercise in made] == ["two-tasks", "hello-stop"]
    name, content = pack_wheel()
    files = contents(target)
    assert sorted(files) == sorted(
        [
            "bundle.json",
            "course/exercises/00-first/chapter.yaml",
            "course/exercises/00-first/data.txt",
            "course/exercises/00-first/hello-stop.yaml",
            "course/exercises/00-first/hello_stop_checks.py",
            "course/exercises/01-next/two-tasks.yaml",
            "course/exercises/01-next/two_tasks_checks.py",
            "requirements.txt",
            "run_autograder",
            "setup.sh",
            f"wheels/{name}",
        ]
    )
    assert files[f"wheels/{name}"] == content
    facts = json.loads(files["bundle.json"])
    assert facts == {"format": 1, "exercises": ["two-tasks", "hello-stop"], "isolation": "best", "offline": False}
    with zipfile.ZipFile(target) as archive:
        modes = {info.filename: stat.filemode(info.external_attr >> 16) for info in archive.infolist()}
    assert {name for name, mode in modes.items() if "x" in mode} == {"run_autograder", "setup.sh"}
    assert b"\r" not in files["setup.sh"] + files["run_autograder"]


def test_the_same_bundle_each_time(tmp_path: Path, course: Course) -> None:
    for name in ("a.zip", "b.zip"):
        make_bundle(System.GRADESCOPE, course, ["hello-stop"], tmp_path / name, BundleOptions())
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_folder_for_classroom50(tmp_path: Path, course: Course) -> None:
    policy = write(tmp_path, {"p.yaml": "format: 1\npartial: false\n"}) / "p.yaml"
    options = BundleOptions(isolation="contained", policy=policy)
    make_bundle(System.CLASSROOM50, course, ["two-tasks"], tmp_path / "hello", options)
    files = sorted(path.relative_to(tmp_path / "hello").as_posix() for path in (tmp_path / "hello").rglob("*.*"))
    assert "autograder.py" in files
    assert "policy.yaml" in files
    assert "setup.sh" not in files
    facts = json.loads((tmp_path / "hello/bundle.json").read_text(encoding="utf-8"))
    assert (facts["isolation"], facts["offline"]) == ("contained", False)


def test_nothing_is_overwritten(tmp_path: Path, course: Course) -> None:
    target = write(tmp_path, {"x.zip": "mine"}) / "x.zip"
    for system in System:
        with pytest.raises(UserError, match=r"x\.zip exists already"):
            make_bundle(system, course, ["hello-stop"], target, BundleOptions())
    assert target.read_text(encoding="utf-8") == "mine"
    with pytest.raises(UserError, match="cannot be written"):
        make_bundle(System.GRADESCOPE, course, ["hello-stop"], target / "y.zip", BundleOptions())


def test_a_policy_with_mistakes_is_told_at_once(tmp_path: Path, course: Course) -> None:
    policy = write(tmp_path, {"p.yaml": "format: 1\nexercises: {hello-sto: {points: 1}}\n"}) / "p.yaml"
    with pytest.raises(CatalogueError, match="did you mean `hello-stop`"):
        make_bundle(System.GRADESCOPE, course, ["hello-stop"], tmp_path / "x.zip", BundleOptions(policy=policy))


def test_wheels_for_a_system_without_an_index(tmp_path: Path, course: Course) -> None:
    folder = tmp_path / "wheels"
    lines = [line.split("==") for line in pinned_requirements()]
    names = [f"{name.replace('-', '_')}-{version}-py3-none-any.whl" for name, version in lines]
    write(folder, dict.fromkeys(names, "wheel"))
    options = BundleOptions(wheels=folder)
    make_bundle(System.GRADESCOPE, course, ["hello-stop"], tmp_path / "x.zip", options)
    files = contents(tmp_path / "x.zip")
    assert {f"wheels/{name}" for name in names} < set(files)
    assert json.loads(files["bundle.json"])["offline"] is True
    (folder / names[0]).unlink()
    with pytest.raises(UserError, match=rf"lacks the wheels of {'=='.join(lines[0])}\. Get them .* pip download"):
        make_bundle(System.GRADESCOPE, course, ["hello-stop"], tmp_path / "y.zip", options)
    write(folder, {"nonsense.whl": ""})
    with pytest.raises(UserError, match=r"nonsense\.whl is not the name of a wheel"):
        make_bundle(System.GRADESCOPE, course, ["hello-stop"], tmp_path / "y.zip", options)
    with pytest.raises(UserError, match="there is no folder"):
        make_bundle(
            System.GRADESCOPE, course, ["hello-stop"], tmp_path / "y.zip", BundleOptions(wheels=tmp_path / "no")
        )


# ------------------------------------------------------------------------------------------------------ the wheel


def test_the_wheel_is_one_that_works(tmp_path: Path) -> None:
    name, content = pack_wheel()
    path = tmp_path / name
    path.write_bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    (record,) = [one for one in files if one.endswith(".dist-info/RECORD")]
    for line in files[record].decode().splitlines():
        file, digest, size = line.rsplit(",", 2)
        if file != record:
            found = base64.urlsafe_b64encode(hashlib.sha256(files[file]).digest()).rstrip(b"=").decode()
            assert (digest, int(size)) == (f"sha256={found}", len(files[file]))
    assert len(files[record].splitlines()) == len(files)
    command = f"import sys; sys.path.insert(0, {str(path)!r}); import grader.cli.app; print(grader.__file__)"
    done = subprocess.run([sys.executable, "-I", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(path / "grader/__init__.py")


def test_no_course_and_no_leftovers_are_in_the_wheel() -> None:
    _, content = pack_wheel()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    assert "grader/course/bundle/scripts/run_autograder" in names
    assert "grader/py.typed" in names
    assert not [name for name in names if re.search(r"_course/|/\.|__pycache__|\.pyc$|solutions/", name)]


def test_everything_that_the_grader_needs_is_pinned() -> None:
    pins = pinned_requirements()
    assert all(re.fullmatch(r"[a-z0-9-]+==[^ ]+", line) for line in pins)
    names = {line.split("==")[0] for line in pins}
    assert {"click", "jinja2", "markupsafe", "pydantic", "pydantic-core", "pytest", "pyyaml", "rich"} <= names
    assert not names & {"grader", "asyncio-grader", "hypothesis", "ruff", "distributed", "colorama"}


def test_what_only_the_other_machine_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Needy:
        requires = ("no-such-package>=2; sys_platform == 'linux'", "never-there; sys_platform == 'win32'")

    monkeypatch.setattr(wheel, "_distribution", Needy)
    assert pinned_requirements() == ["no-such-package>=2"]


def test_a_grader_that_is_not_installed_cannot_be_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
    with pytest.raises(GraderFault, match="install it with pip"):
        pack_wheel()


# ------------------------------------------------------------------------------------------------------ installing

PYTHON = """\
#!/bin/sh
echo "$0 $*" >> "{log}"
case "$*" in
  *"-m venv"*) for folder; do :; done; mkdir -p "$folder/bin"; cp "$0" "$folder/bin/python" ;;
esac
"""


def installed(folder: Path, course: Course, options: BundleOptions) -> list[str]:
    """What ``setup.sh`` of a bundle runs, with a stand-in for Python."""
    make_bundle(System.GRADESCOPE, course, ["hello-stop"], folder / "x.zip", options)
    source = folder / "autograder" / "source"
    with zipfile.ZipFile(folder / "x.zip") as archive:
        archive.extractall(source)
    stand_in = write(folder, {"bin/python3.13": PYTHON.format(log=folder / "log")}) / "bin/python3.13"
    stand_in.chmod(0o755)
    environment = {"PATH": f"{stand_in.parent}:{os.environ['PATH']}"}
    subprocess.run(["/bin/sh", source / "setup.sh"], env=environment, check=True, capture_output=True)
    return (folder / "log").read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(os.name == "nt", reason="Gradescope runs Linux")
def test_the_grader_is_installed_from_the_bundle_alone(tmp_path: Path, course: Course) -> None:
    ran = installed(tmp_path, course, BundleOptions())
    source = tmp_path / "autograder/source"
    name, _ = pack_wheel()
    python = f"{source}/env/bin/python -I -m pip --disable-pip-version-check --no-input install"
    assert ran[-3:] == [
        f"{tmp_path}/bin/python3.13 -I -m venv {source}/env",
        f"{python} --only-binary :all: --requirement {source}/requirements.txt",
        f"{python} --no-index --no-deps {source}/wheels/{name}",
    ]
    for line in ran:
        assert not re.search(r" (asyncio-)?grader( |$|[=<>])", line)
    assert stat.S_IMODE((source / "course").stat().st_mode) & 0o077 == 0


@pytest.mark.skipif(os.name == "nt", reason="Gradescope runs Linux")
def test_with_wheels_no_index_is_asked(tmp_path: Path, course: Course) -> None:
    lines = [line.split("==") for line in pinned_requirements()]
    names = [f"{name.replace('-', '_')}-{version}-py3-none-any.whl" for name, version in lines]
    write(tmp_path / "wheels", dict.fromkeys(names, ""))
    ran = installed(tmp_path, course, BundleOptions(wheels=tmp_path / "wheels"))
    assert all("--no-index" in line for line in ran if " install " in line)
    assert f"--find-links {tmp_path}/autograder/source/wheels" in ran[-2]


# ------------------------------------------------------------------------------------------------------ the command


def test_the_command(tmp_path: Path, course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as end:
            cli.main(["--course", str(course.root), "bundle", *arguments])
        return end.value.code, capsys.readouterr().err

    target = tmp_path / "autograder.zip"
    code, said = run("gradescope", "hello-stop", "two-tasks", "--output", str(target))
    assert (code, said.splitlines()[0]) == (0, f"Wrote {target} for hello-stop, two-tasks.")
    assert target.is_file()
    code, said = run("classroom50", "hello-stop", "--output", str(tmp_path / "folder"))
    assert (code, "Classroom 50 publishes that folder" in said) == (0, True)
    code, said = run("gradescope", "hello-sto", "--output", str(tmp_path / "x.zip"))
    assert (code, "did you mean `hello-stop`" in said) == (2, True)
    assert run("gradescope", "--output", "x")[0] == 2
    assert run("moodle", "hello-stop", "--output", "x")[0] == 2


# ------------------------------------------------------------------------------------------------------ Classroom 50


@pytest.mark.skipif(os.name == "nt", reason="its runners are Linux")
@pytest.mark.parametrize("offline", [False, True])
def test_the_script_of_classroom50_installs_from_the_bundle_alone(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch, offline: bool
) -> None:
    make_bundle(System.CLASSROOM50, course, ["hello-stop"], tmp_path / "bundle", BundleOptions())
    facts = tmp_path / "bundle/bundle.json"
    facts.write_text(facts.read_text(encoding="utf-8").replace("false", json.dumps(offline)), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("autograder_of_bundle", tmp_path / "bundle/autograder.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    stand_in = write(tmp_path, {"python": PYTHON.format(log=tmp_path / "log")}) / "python"
    stand_in.chmod(0o755)

    def create(folder: str, **options: bool) -> None:
        (Path(folder) / "bin").mkdir(parents=True)
        (Path(folder) / "bin/python").symlink_to(stand_in)

    monkeypatch.setattr(script.venv, "create", create)
    assert script.main() == 0
    ran = [line.partition(" ")[2] for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    pip = "-I -m pip --disable-pip-version-check --no-input --quiet install"
    bundle = (tmp_path / "bundle").resolve()
    source = f"--no-index --find-links {bundle}/wheels" if offline else "--only-binary :all:"
    assert ran == [
        f"{pip} {source} --requirement {bundle}/requirements.txt",
        f"{pip} --no-index --no-deps {bundle}/wheels/{pack_wheel()[0]}",
        f"-I -m grader.course.bundle.container classroom50 {bundle}",
    ]
