/** How many of each resource a project may have. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Wish } from './attributes.ts';
import { networkFault } from './faults.ts';

/** What a cloud gives every project until an administrator says otherwise; -1: without limit. */
export const defaultLimits = {
  network: 200,
  subnet: 200,
  subnetpool: -1,
  port: 1000,
  router: 10,
  floatingip: 50,
  rbac_policy: 10,
  security_group: 10,
  security_group_rule: 100,
  trunk: -1,
  flow_classifier: 100,
  service_graph: -1,
  port_pair: 100,
  port_chain: 10,
  port_pair_group: 10,
};
export type Limited = keyof typeof defaultLimits;
export type Limits = Readonly<Record<Limited, number>>;

interface QuotaRow {
  readonly projectId: string;
  readonly limits: Partial<Limits>;
}

/** Counts what a project has of a resource. */
export type Counter = (projectId: string) => number;

export class Quotas {
  readonly #rows: Table<QuotaRow>;
  readonly #counters = new Map<string, Counter>();

  constructor(world: World) {
    this.#rows = world.store.table<QuotaRow>('network/quota', {
      key: ({ projectId }) => projectId,
    });
  }

  count(resource: Limited, counter: Counter): void {
    this.#counters.set(resource, counter);
  }

  used(resource: string, projectId: string): number {
    return this.#counters.get(resource)?.(projectId) ?? 0;
  }

  limits(projectId: string): Limits {
    return { ...defaultLimits, ...this.#rows.get(projectId)?.limits };
  }

  /** The projects that an administrator has said something about. */
  told(): readonly string[] {
    return this.#rows.all().map(({ projectId }) => projectId);
  }

  set(projectId: string, limits: Partial<Limits>): void {
    const before = this.#rows.get(projectId);
    if (before === undefined) this.#rows.insert({ projectId, limits });
    else this.#rows.update(projectId, { limits: { ...before.limits, ...limits } });
  }

  /** @returns whether there was anything to forget */
  forget(projectId: string): boolean {
    return this.#rows.delete(projectId) !== undefined;
  }

  /** Whether a project may have so many more. */
  leaves(resource: Limited, projectId: string, more = 1): boolean {
    const limit = this.limits(projectId)[resource];
    return limit < 0 || this.used(resource, projectId) + more <= limit;
  }

  /** @throws Fault 409 when a project would get more than it may have */
  reserve(resource: Limited, wishes: readonly Wish[]): void {
    const more = new Map<string, number>();
    for (const { project_id } of wishes) more.set(project_id, (more.get(project_id) ?? 0) + 1);
    for (const [projectId, n] of more) {
      if (this.leaves(resource, projectId, n)) continue;
      throw networkFault(409, 'OverQuota', `Quota exceeded for resources: ['${resource}'].`);
    }
  }
}
