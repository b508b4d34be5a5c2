"""The cloud beside which this Cyborg stands, as its administrator; its tables are those of the image that this one is made from."""

import os
import sys

import openstack

sys.path.append("/opt/openstack/bin")
from tables import APIS, PASSWORD, REGION  # noqa: E402

PORT = dict(pair.split("=") for pair in os.environ["PORTS"].split())["cyborg"]


def connect():
    return openstack.connect(
        auth_url=APIS["keystone"].url,
        username="admin",
        password=PASSWORD,
        project_name="admin",
        user_domain_name="Default",
        project_domain_name="Default",
        region_name=REGION,
    )
