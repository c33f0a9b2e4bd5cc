"""`make run`: opens, answers, stops, and leaves no process, whatever ends it."""
import os
import signal
import socket
import time
import urllib.error
import urllib.request

import psutil
import pytest

pytestmark = pytest.mark.processes


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_of(house) -> list[psutil.Process]:
    """Every living process that was started in this installation."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != "zombie" and process.environ().get("TRIHELIX_VAR") == str(house.var):
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            pass
    return found


def until(holds, seconds: float = 40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {holds}")


def answer(port: int) -> int | None:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


@pytest.fixture
def opened(house):
    port = free_port()
    house.env |= {"PORT": str(port), "TRIHELIX_DEMO": "no"}
    with (house.var / "said").open("w") as said:
        run = house.start("manage.py", "run", stdout=said, stderr=said)
    yield house, run, port
    for process in processes_of(house):
        process.kill()
    run.wait()


def test_it_opens_answers_and_stops_with_ctrl_c_without_a_process_left(opened):
    house, run, port = opened
    assert until(lambda: answer(port)) == 200
    assert f"http://localhost:{port}" in until(lambda: (house.var / "said").read_text())
    run.send_signal(signal.SIGINT)
    assert run.wait(timeout=20) == 0
    assert processes_of(house) == []


def test_what_it_started_ends_also_when_it_is_killed_itself(opened):
    house, run, port = opened
    until(lambda: answer(port))
    run.kill()
    until(lambda: processes_of(house) == [], 20)


def test_a_child_that_dies_is_started_again(opened):
    house, run, port = opened
    until(lambda: answer(port))
    web = next(p for p in psutil.Process(run.pid).children() if "gunicorn" in " ".join(p.cmdline()))
    os.killpg(web.pid, signal.SIGKILL)
    until(lambda: "Web server ended with -9" in (house.var / "said").read_text())
    assert until(lambda: answer(port)) == 200


def test_a_taken_port_is_said_in_a_sentence(house):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        house.env["PORT"] = str(other.getsockname()[1])
        run = house.start("manage.py", "run", stderr=-1)
        said = run.communicate(timeout=30)[1]
    assert run.returncode == 1
    assert said.strip().splitlines()[-1].startswith(f"CommandError: Port {house.env['PORT']} cannot be used")
