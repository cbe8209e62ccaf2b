"""No document costs more than two seconds and 500 MB; each is read in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.documents.cases import MADE, name

SECONDS = 2.0
MEGABYTES = 500
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from crossdock.registry.documents.read import read_document
from tests.registry.documents.cases import open_case
path, content = open_case(Path(sys.argv[1]))
start = time.process_time()
read_document(path, content)
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, peak / 1024 if sys.platform != "darwin" else peak / 1024 / 1024]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked for in the POSIX way")
@pytest.mark.parametrize("folder", MADE, ids=name)
def test_hostile_document_ends_in_time_and_memory(folder: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[3]
    )
    assert done.returncode == 0, done.stderr
    seconds, megabytes = json.loads(done.stdout)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
