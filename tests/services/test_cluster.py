"""Tasks at the workers of a cluster that is started here: what ends a worker, and what a task raises."""

from dataclasses import replace
from pathlib import Path

import pytest

from reviser.errors import UserError
from reviser.services.cluster import LOCAL, common_program, open_cluster, program
from reviser.services.task_pool import Lost
from tests.services.test_process_pool import Doubled, Refusing

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'reviser[cluster]'")
pytestmark = [
    # Dask leaves sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_a_task_that_ends_its_worker_is_done_again_and_one_that_always_does_is_lost(tmp_path: Path) -> None:
    once, always = tmp_path / "once", tmp_path / "always"
    once.mkdir()
    always.mkdir()
    with open_cluster(Doubled(once, (3, 4)), LOCAL, 2) as pool:
        found = dict(pool.run(iter(range(8))))
        more = dict(pool.run(iter([8, 9]), lambda: True))
    assert {task: result[0] for task, result in found.items() if not isinstance(result, Lost)} == {
        number: 2 * number for number in range(8)
    }
    assert more == {}
    with open_cluster(Doubled(always, (3,), always=True), LOCAL, 2) as pool:
        found = dict(pool.run(iter(range(6))))
    assert [task for task, result in found.items() if isinstance(result, Lost)] == [3]
    assert len(found) == 6


def test_what_a_worker_cannot_do_for_a_reason_of_the_world_is_said_and_a_bug_is_one() -> None:
    with pytest.raises(UserError, match="There is no history"), open_cluster(Refusing(), LOCAL, 1) as pool:
        list(pool.run(iter([1])))
    with pytest.raises(RuntimeError, match="a worker failed"), open_cluster(Refusing(bug=True), LOCAL, 1) as pool:
        list(pool.run(iter([1])))


def test_workers_must_have_one_program() -> None:
    mine = program()
    assert common_program({"a": mine, "b": mine}, "tcp://there") == mine
    for other in (replace(mine, reviser="0.0"), replace(mine, harper="0.0"), ModuleNotFoundError("reviser")):
        with pytest.raises(UserError, match="The worker b of tcp://there has not this reviser"):
            common_program({"a": mine, "b": other}, "tcp://there")
    with pytest.raises(UserError, match="another reviser or language model than the others"):
        common_program({"a": mine, "b": replace(mine, model="small.gguf")}, "tcp://there")
