"""A compute driver of Octavia for load balancers that nobody runs: an amphora is no server, and its interfaces are only ports.

Octavia's own no-op driver makes interfaces up, which its network driver then looks for in vain; with a no-op network driver any
network would do. It is to Octavia what the fake virtualisation driver is to Nova.
"""

from types import SimpleNamespace

from octavia.common import clients
from octavia.compute.drivers.noop_driver.driver import NoopComputeDriver
from octavia.network.drivers.neutron.allowed_address_pairs import OCTAVIA_OWNER
from oslo_config import cfg


class UnmannedComputeDriver(NoopComputeDriver):
    def __init__(self):
        super().__init__()
        self.neutron = clients.NeutronAuth.get_neutron_client(region=cfg.CONF.neutron.region_name)

    def attach_network_or_port(self, compute_id, network_id=None, ip_address=None, port_id=None):
        if port_id:
            answer = self.neutron.update_port(port_id, {"port": {"device_id": compute_id}})
        else:
            answer = self.neutron.create_port(
                {"port": {"device_id": compute_id, "network_id": network_id}}
            )
        port = answer["port"]
        return SimpleNamespace(net_id=port["network_id"], port_id=port["id"], fixed_ips=port["fixed_ips"])

    def detach_port(self, compute_id, port_id):
        self._release(self.neutron.show_port(port_id)["port"])

    def delete(self, compute_id):
        for port in self.neutron.list_ports(device_id=compute_id)["ports"]:
            self._release(port)

    def _release(self, port):
        """As Nova does: what it has made is gone, and what it was given is left."""
        if port["device_owner"] == OCTAVIA_OWNER:
            self.neutron.update_port(port["id"], {"port": {"device_id": ""}})
        else:
            self.neutron.delete_port(port["id"])
