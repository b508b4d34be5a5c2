/** What kinds of networks can be had, and what makes them: `/extensions` and `/agents`, Networking API v2.0. */
import { agentsAnswer } from '../../contract/network/agent.ts';
import { extensionAnswer, extensionsAnswer } from '../../contract/network/extension.ts';
import type { NetworkAgent, ResourceType } from '../infrastructure-port.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Session } from '../session.ts';

export async function networkAgents(session: Session): Promise<readonly NetworkAgent[]> {
  const answer = await session.ask('network', { method: 'GET', path: '/agents' });
  const reading = { doing: 'list the network agents', success: [200] };
  return mustShow(answer, agentsAnswer, reading).agents.map((each) => ({
    id: each.id,
    kind: each.agent_type,
    host: each.host,
    alive: each.alive,
  }));
}

export async function networkTypes(session: Session): Promise<readonly ResourceType[]> {
  const answer = await session.ask('network', { method: 'GET', path: '/extensions' });
  const reading = { doing: 'list what networks can have', success: [200] };
  const { extensions } = mustShow(answer, extensionsAnswer, reading);
  return extensions.map(({ alias, name }) => ({ id: alias, name }));
}

export async function networkType(session: Session, id: string): Promise<ResourceType | undefined> {
  const path = `/extensions/${encodeURIComponent(id)}`;
  const answer = await session.ask('network', { method: 'GET', path });
  if (answer.status === 404) return undefined;
  const reading = { doing: 'show what networks can have', success: [200] };
  const { alias, name } = mustShow(answer, extensionAnswer, reading).extension;
  return { id: alias, name };
}
