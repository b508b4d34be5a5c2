/** The rooms of traffic steering, and how they meet. */
import { type Caller, projectOf } from '../../kernel/caller.ts';
import type { Fault } from '../../kernel/fault.ts';
import type { World } from '../../kernel/world.ts';
import type { NetworkPolicy } from '../policy.ts';
import type { PortRow, Ports } from '../port-table.ts';
import type { Quotas } from '../quota-limits.ts';
import { resourceRoutes } from '../resource-routes.ts';
import type { Rows, StandardRow } from '../row.ts';
import type { ChainingTables } from './chaining-tables.ts';
import { classifierNotFound, flowClassifierResource } from './flow-classifier.ts';
import { portChainResource } from './port-chain.ts';
import { groupNotFound, portPairGroupResource } from './port-pair-group.ts';
import { portPairNotFound, portPairResource } from './port-pair.ts';

export interface ChainingNeeds extends ChainingTables {
  readonly world: World;
  readonly policy: NetworkPolicy;
  readonly quotas: Quotas;
  readonly ports: Ports;
  readonly seesPort: (caller: Caller, row: PortRow) => boolean;
}

export function createChainingRooms(needs: ChainingNeeds) {
  const { policy, portPairs, portPairGroups, flowClassifiers } = needs;
  const seesAll = (caller: Caller) => policy.isAdmin(caller);
  const seenOf =
    <Row extends StandardRow>(rows: Rows<Row>, notFound: (id: string) => Fault) =>
    (id: string, caller: Caller): Row => {
      const row = rows.get(id);
      if (row !== undefined && (seesAll(caller) || row.projectId === projectOf(caller))) return row;
      throw notFound(id);
    };
  const common = {
    ...needs,
    seesAll,
    pairSeen: seenOf(portPairs, portPairNotFound),
    groupSeen: seenOf(portPairGroups, groupNotFound),
    classifierSeen: seenOf(flowClassifiers, classifierNotFound),
    classifier(id: string) {
      const row = flowClassifiers.get(id);
      if (row === undefined) throw classifierNotFound(id);
      return row;
    },
  };
  const [pair, group] = [portPairResource(common), portPairGroupResource(common)];
  const [classifier, chain] = [flowClassifierResource(common), portChainResource(common)];
  return {
    resources: [pair, group, classifier, chain],
    routes: [
      ...resourceRoutes(pair, needs),
      ...resourceRoutes(group, needs),
      ...resourceRoutes(classifier, needs),
      ...resourceRoutes(chain, needs),
    ],
  };
}

/** Whether traffic is led over a port, or described by it. */
export const isSteeredBy = ({ portPairs, flowClassifiers }: ChainingTables, id: string): boolean =>
  portPairs.all().some(({ ingress, egress }) => [ingress, egress].includes(id)) ||
  flowClassifiers.all().some((row) => [row.sourcePort, row.destinationPort].includes(id));
