/** The shape of an interface that the VIM serves at Or-Vi and Vi-Vnfm, and its requirements. */
import { interfacePoints } from '../interface-points.ts';
import type { Weight } from '../level-reasons.ts';
import type { InterfacePoint, Requirement } from '../requirement.ts';

/** The interface points that share the list of interfaces. */
export type ServedPoint = Extract<InterfacePoint, 'or-vi' | 'vi-vnfm'>;

/** An operation of an interface. */
export interface InterfaceOperation {
  /** `{consumer}` stands for who uses the interface at the interface point. */
  readonly statement: string;
  /** What it weighs at each interface point that has it. */
  readonly at: Partial<Record<ServedPoint, Weight>>;
  /** The VIM calls its consumer instead of being called. */
  readonly notifies?: boolean;
  readonly reading?: string;
}

/** One of the eleven interfaces. */
export interface VimInterface {
  /** As ids have it. */
  readonly name: string;
  /** As the chapter lists it. */
  readonly title: string;
  /** By the names that ids have. */
  readonly operations: Readonly<Record<string, InterfaceOperation>>;
}

/** The same weight at both interface points. */
export const both = (weight: Weight): InterfaceOperation['at'] => ({
  'or-vi': weight,
  'vi-vnfm': weight,
});

/** For an operation, or a whole interface, that Vi-Vnfm does not have. */
export const orViOnly = (weight: Weight): InterfaceOperation['at'] => ({ 'or-vi': weight });

const consumers: Readonly<Record<ServedPoint, string>> = {
  'or-vi': 'orchestrator',
  'vi-vnfm': 'VNF manager',
};

/** The requirements `<point>/<interface>/<operation>` of one interface at one interface point. */
export function operationsAt(point: ServedPoint, served: VimInterface): readonly Requirement[] {
  const [client, server] = interfacePoints[point].between;
  return Object.entries(served.operations).flatMap(([name, operation]): Requirement[] => {
    const weight = operation.at[point];
    if (weight === undefined) return [];
    return [
      {
        id: `${point}/${served.name}/${name}`,
        table: '6-1',
        interfacePoints: [point],
        ...weight,
        statement: operation.statement.replaceAll('{consumer}', consumers[point]),
        clause: `Interfaces supported by ${interfacePoints[point].name}, ${served.title}`,
        direction:
          operation.notifies === true ? { from: server, to: client } : { from: client, to: server },
        ...(operation.reading === undefined ? {} : { reading: operation.reading }),
      },
    ];
  });
}
