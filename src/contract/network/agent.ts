/** Programs of the network service. Source: Network API reference v2, "Agents". */
import { z } from 'zod';

export const agent = z.looseObject({
  id: z.string(),
  agent_type: z.string(),
  binary: z.string(),
  host: z.string(),
  admin_state_up: z.boolean(),
  alive: z.boolean(),
});
export type Agent = z.infer<typeof agent>;
export const agentAnswer = z.looseObject({ agent });
export type AgentAnswer = z.infer<typeof agentAnswer>;
export const agentsAnswer = z.looseObject({ agents: z.array(agent) });
export type AgentsAnswer = z.infer<typeof agentsAnswer>;
