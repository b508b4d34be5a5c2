"""The tables of conf/ as data, with the ports of this container."""

import os
from pathlib import Path
from typing import NamedTuple

CONF = Path("/opt/openstack/conf")
PASSWORD = os.environ["OPENSTACK_PASSWORD"]
REGION = "RegionOne"


class Api(NamedTuple):
    name: str
    port: int
    types: list[str]
    path: str

    @property
    def root(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self):
        return self.root + self.path.rstrip("/")


class Program(NamedTuple):
    name: str
    phase: str
    user: str
    after: str
    command: str


def rows(name, columns):
    for line in (CONF / name).read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split(None, columns - 1)


def _apis():
    chosen = dict(pair.split("=") for pair in os.environ.get("PORTS", "").split())
    for name, port, types, path in rows("apis.txt", 4):
        yield name, Api(name, int(chosen.get(name, port)), types.split(","), path.strip())


APIS = dict(_apis())
PROGRAMS = [Program(*row) for row in rows("programs.txt", 5)]
