"""What Harper keeps of the texts that it has read does not grow with their number."""

import subprocess
import sys

import pytest

# Peak memory in MiB after each of so many texts of 40 sentences, none like another.
READ = """
import random, resource, sys
from reviser.revisers.base import Request
from reviser.revisers.rules.harper import Harper

words = (
    "children learn languages quickly because they hear them every day while grown people need rules and books to say"
    " what was meant by teachers who often forget how hard this was for themselves in school"
).split()
chance, harper = random.Random(5), Harper()
for _ in range(int(sys.argv[1])):
    clauses = [[" ".join(chance.choices(words, k=chance.randint(5, 14))) for _ in range(2)] for _ in range(40)]
    text = " ".join(f"{first.capitalize()}, {second}." for first, second in clauses)
    list(harper.find(Request(text)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
SETTLED, TEXTS = 6, 14  # texts until all tables are loaded, and in all
GROWTH_MIB = 25  # 8 a text, where everything is kept


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is Linux's")
def test_memory_is_flat_by_text() -> None:
    done = subprocess.run([sys.executable, "-c", READ, str(TEXTS)], capture_output=True, text=True, check=True)
    peaks = [int(line) for line in done.stdout.split()]
    assert len(peaks) == TEXTS
    assert peaks[-1] - peaks[SETTLED] < GROWTH_MIB, peaks
