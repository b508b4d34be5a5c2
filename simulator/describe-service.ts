/** What a simulator says of itself: which operations of which services it has. */
import type { Service } from './kernel/service.ts';
import type { ReleaseName } from './release.ts';

export interface ServiceDescription {
  readonly name: string;
  readonly path: string;
  /** Operations that are implemented, and those that answer 501, as `METHOD path`: name. */
  readonly served: Readonly<Record<string, string>>;
  readonly notServed: Readonly<Record<string, string>>;
}

export interface SimulatorDescription {
  readonly release: ReleaseName;
  readonly seed: number;
  readonly services: readonly ServiceDescription[];
}

export const describeService = (service: Service): ServiceDescription => {
  const table = (served: boolean) =>
    Object.fromEntries(
      service.operations
        .filter((operation) => operation.served === served)
        .map(({ method, path, operation }) => [`${method} ${path}`, operation]),
    );
  return {
    name: service.name,
    path: service.basePath,
    served: table(true),
    notServed: table(false),
  };
};
