"""An ML2 mechanism driver for a cloud without agents: every port that has a host is bound, and ACTIVE at once.

Neutron itself has none: its own drivers bind only where an agent reports, and the one of its unit tests insists on being
called as they call it. It is to Neutron what the fake virtualisation driver is to Nova.
"""

from neutron_lib import constants
from neutron_lib.api.definitions import portbindings
from neutron_lib.plugins.ml2 import api


class AgentlessMechanismDriver(api.MechanismDriver):
    def initialize(self):
        pass

    @property
    def connectivity(self):
        return portbindings.CONNECTIVITY_L2

    def bind_port(self, context):
        segment = context.segments_to_bind[0]
        context.set_binding(
            segment[api.ID],
            portbindings.VIF_TYPE_OVS,
            {portbindings.CAP_PORT_FILTER: True},
            status=constants.PORT_STATUS_ACTIVE,
        )
