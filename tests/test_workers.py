"""The tests themselves: all of a file run in one worker, so that what they share is made once."""

from __future__ import annotations

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="there are no workers with -n 0")
def test_a_test_is_handed_out_with_its_file(request):
    assert request.node.nodeid.endswith("::test_a_test_is_handed_out_with_its_file@test_workers")
