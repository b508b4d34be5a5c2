/** An enabler service and its aspects, and the requirements that follow from them. */
import { conditional } from '../level-reasons.ts';
import type { NeedName } from '../needs.ts';
import type { Requirement } from '../requirement.ts';

export interface Aspect {
  readonly statement: string;
  /** Present: the aspect is a SHOULD, and this is why. */
  readonly should?: string;
  /** What it needs beyond the service itself. */
  readonly needs?: NeedName;
  readonly reading?: string;
}

export interface EnablerService {
  /** The service's own requirement. */
  readonly id: string;
  readonly statement: string;
  readonly needs: NeedName;
  readonly reading?: string;
  /** By the names that ids have: `<service>/<aspect>`. */
  readonly aspects: Readonly<Record<string, Aspect>>;
}

const clause = 'Enabler services interfaces';

function aspectRequirement(service: EnablerService, name: string, aspect: Aspect): Requirement {
  const needs = aspect.needs ?? service.needs;
  return {
    id: `${service.id}/${name}`,
    table: 'enablers',
    interfacePoints: [],
    ...(aspect.should === undefined
      ? conditional(needs)
      : { level: 'SHOULD', levelReason: aspect.should, needs }),
    statement: aspect.statement,
    clause,
    ...(aspect.reading === undefined ? {} : { reading: aspect.reading }),
  };
}

/** The service's requirement, whose verdict is the worst of its MUST aspects, and the aspects. */
export function requirementsOf(service: EnablerService): readonly Requirement[] {
  const aspects = Object.entries(service.aspects).map(([name, aspect]) =>
    aspectRequirement(service, name, aspect),
  );
  return [
    {
      id: service.id,
      table: 'enablers',
      interfacePoints: [],
      ...conditional(service.needs),
      statement: service.statement,
      clause,
      worstOf: aspects.filter(({ level }) => level === 'MUST').map(({ id }) => id),
      ...(service.reading === undefined ? {} : { reading: service.reading }),
    },
    ...aspects,
  ];
}
