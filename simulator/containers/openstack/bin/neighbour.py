"""For a service that stands beside this cloud, in an image made from this one's: the cloud as its administrator sees it, and what
such a service needs of it (a configuration, a database, a user, and a place in the catalogue)."""

import os
from pathlib import Path

import openstack
import pymysql

from tables import APIS, PASSWORD, REGION


def port_of(name):
    return dict(pair.split("=") for pair in os.environ["PORTS"].split())[name]


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


def identity(user):
    return f"""auth_type = password
auth_url = {APIS["keystone"].root}
user_domain_name = Default
project_domain_name = Default
project_name = service
username = {user}
password = {PASSWORD}
region_name = {REGION}"""


def configure(name):
    """Fills in the service's one template: a line %identity, @password@, and the ports @keystone@ and @port@."""
    text = Path(f"/opt/{name}/conf/{name}.conf").read_text()
    values = {
        "%identity": identity(name),
        "@password@": PASSWORD,
        "@keystone@": str(APIS["keystone"].port),
        "@port@": port_of(name),
    }
    for placeholder, value in values.items():
        text = text.replace(placeholder, value)
    Path(f"/etc/{name}/{name}.conf").write_text(text)


def create_database(name):
    database = pymysql.connect(host="127.0.0.1", user="openstack", password=PASSWORD)
    database.cursor().execute(f"CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET utf8mb3")


def register(name, kind, path):
    """The service's user, and its endpoints in the catalogue."""
    keystone = connect().identity
    if keystone.find_service(name):  # started again beside the same cloud
        return
    project = keystone.find_project("service")
    user = keystone.create_user(
        name=name, password=PASSWORD, domain_id="default", default_project_id=project.id
    )
    for role in ("admin", "service"):
        keystone.assign_project_role_to_user(project, user, keystone.find_role(role))
    service = keystone.create_service(name=name, type=kind)
    for interface in ("public", "internal", "admin"):
        keystone.create_endpoint(
            service_id=service.id,
            interface=interface,
            url=f"http://127.0.0.1:{port_of(name)}{path}",
            region_id=REGION,
        )
