"""Twenty 30-second productions asked for at once: how long until all await approval, and the memory of each process.

`twenty_at_once.py [how many]`. Memory is the largest resident set of each kind of process, sampled once a second.
"""

import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from jarai.demo import FACTS, TOPIC
from machine import machine
from studio import Client, Pause, Studio, new_client, running_studio


def kinds(studio: Studio) -> dict[int, str]:
    """What each process of the studio is."""
    assert studio.process is not None
    named = {studio.process.pid: "supervisor"}
    for child in ("api", "worker", "engine"):
        if pid := studio.pid_of(child):
            named[pid] = child
    return {pid: named.get(pid, "drawing and its fork server") for pid in studio.pids()}


def resident_mib(pid: int) -> int:
    """The process's resident set in MiB, 0 once it has ended."""
    try:
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) // 1024 if found else 0


def waiting(client: Client, ids: list[str]) -> int:
    return sum(client.status(each)["status"] == "AwaitingApproval" for each in ids)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(machine())
    peaks: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, running_studio(Path(folder)) as studio:
        client = new_client(studio)
        began = time.monotonic()
        ids = [client.order(f"{TOPIC}, part {number}", FACTS, "social-video-30s") for number in range(count)]
        accepted = time.monotonic() - began
        while waiting(client, ids) < count:
            for pid, kind in kinds(studio).items():
                peaks[kind] = max(peaks.get(kind, 0), resident_mib(pid))
            for _ in range(20):
                Pause().short()
        seconds = time.monotonic() - began
    print(
        f"{count} accepted in {accepted:.1f} s, all await approval after {seconds:.0f} s: {seconds / count:.1f} s each"
    )
    for kind, peak in sorted(peaks.items()):
        print(f"  {kind:<28} {peak:5} MiB at most")


if __name__ == "__main__":
    main()
