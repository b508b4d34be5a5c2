/** A type of resource that stacks can have. */
import type { Ids } from '../../kernel/ids.ts';
import type { Client } from '../client.ts';
import type { Properties } from '../properties.ts';
import type { Mapping } from '../values.ts';

/** Where a resource is built. */
export interface Site {
  readonly client: Client;
  readonly ids: Ids;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly stackName: string;
  readonly resource: string;
  /** What it is called where its user names it nothing. */
  readonly name: string;
}

/** What was built. */
export interface Built {
  /** Empty for what leaves nothing behind. */
  readonly id: string;
  /** When its building began. */
  readonly since: number;
  readonly properties: Mapping;
  /** What its type noted down about it. */
  readonly notes: Mapping;
}

export interface ResourceType {
  readonly name: string;
  readonly description: string;
  readonly properties: Properties;
  /** Name → description. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Only administrators may have it in their templates. */
  readonly reserved?: true;
  /** @throws ResourceFailure, as all of these do */
  create(site: Site, properties: Mapping): Promise<Pick<Built, 'id'> & { notes?: Mapping }>;
  /** Whether it can be used; at once where it is left out. */
  ready?(site: Site, built: Built): Promise<boolean>;
  /** Changes what was built; without it, and for properties that are not updatable, it is replaced. */
  update?(site: Site, built: Built, properties: Mapping): Promise<void>;
  /** What is gone already is no failure. */
  remove?(site: Site, built: Built): Promise<void>;
  /** Whether it is gone; at once where it is left out. */
  gone?(site: Site, built: Built): Promise<boolean>;
  /**
   * Takes part in what the whole stack does; most resources need not.
   * @returns whether it is done
   */
  act?(site: Site, built: Built, action: 'SUSPEND' | 'RESUME' | 'CHECK'): Promise<boolean>;
  show(site: Site, built: Built): Promise<Mapping>;
  /** What `get_resource` gives; its id where it is left out. */
  reference?(built: Built): unknown;
}
