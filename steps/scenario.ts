/** The World: who acts, what is remembered, what must be cleaned up. One object an example. */
import { World, type IWorldOptions } from '@cucumber/cucumber';
import type { Attributes, Described, Thing, Verbs } from '../src/bindings/port.ts';
import type { OpenStackPrincipal } from '../src/bindings/openstack.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { Refusal, Violation } from '../src/failures.ts';
import type { LedgerEntry } from '../src/ledger.ts';
import type { Connection, Parameters } from './connection.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Personas } from './personas.ts';

/** What a worker shares between its examples; hooks.ts puts it in place. */
export interface Stage {
  readonly connection: Connection;
  readonly personas: Personas;
}

/** What became of the request that an actor "tries to" make. */
export interface Attempt {
  /** Undefined: the target did as it was asked. */
  readonly refusal: Refusal | undefined;
}

/** A room with verbs that the table may not mark for this resource. */
type OpenRoom = Described & Partial<Verbs>;

export class Scenario extends World<Parameters> {
  /** Tells the example apart in the ledger: its `@id:` and line. */
  id = '';
  stage: Stage | undefined;
  attempt: Attempt | undefined;
  /** What an actor last listed. */
  listed: readonly Thing[] = [];
  /** What the last creation asked for; the attributes in canonical form. */
  asked: { readonly entry: LedgerEntry; readonly attributes: Attributes } | undefined;
  readonly #things = new Map<TenantResource, Thing[]>();

  constructor(options: IWorldOptions<Parameters>) {
    super(options);
  }

  get connection(): Connection {
    return this.#onStage().connection;
  }

  as(persona: PersonaName): Promise<OpenStackPrincipal> {
    return this.#onStage().personas.as(persona);
  }

  /**
   * A resource as a persona uses it, for one verb.
   * @throws NotApplicableHere when this kind of target has no such operation
   */
  async using<V extends keyof Verbs>(
    persona: PersonaName,
    resource: TenantResource,
    verb: V,
  ): Promise<Described & Pick<Verbs, V>> {
    const principal = await this.as(persona);
    const rooms = principal.rooms as Partial<Record<TenantResource, OpenRoom>>;
    const room = rooms[resource];
    if (room?.[verb] === undefined) {
      throw new NotApplicableHere(`this kind of target has no operation "${verb} ${resource}"`);
    }
    return room as Described & Pick<Verbs, V>;
  }

  /** Creates through the ledger, and remembers what was asked for and what was made. */
  async create(
    persona: PersonaName,
    resource: TenantResource,
    wish: Attributes = {},
    name = this.connection.newName(),
  ): Promise<void> {
    const room = await this.using(persona, resource, 'create');
    const entry = this.connection.ledger.asked(room.address, name, this.id);
    this.asked = { entry, attributes: room.canonical(wish) };
    const thing = await room.create(name, { ...room.smallest, ...wish });
    this.connection.ledger.made(entry, thing.id);
    this.#thingsOf(resource).push(thing);
    if (thing.name !== name) {
      this.violated(`the new ${resource} to have the name ${name}`, `its name is ${thing.name}`);
    }
  }

  /**
   * Lets an actor try something that is expected to be refused.
   * @throws NotApplicableHere when refusals of this persona do not count on this target
   */
  async try(persona: PersonaName, action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.attempt = { refusal: undefined };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const reason = await this.#onStage().personas.refusalsDoNotCount(persona);
      if (reason !== undefined) throw new NotApplicableHere(reason);
      this.attempt = { refusal: error };
    }
  }

  /** The thing of this kind that the example made last. */
  the(resource: TenantResource): Thing {
    return this.#made(resource, -1, `a ${resource}`);
  }

  /** The one that was made before it. */
  theOther(resource: TenantResource): Thing {
    return this.#made(resource, -2, `two ${resource}s`);
  }

  all(resource: TenantResource): readonly Thing[] {
    return this.#thingsOf(resource);
  }

  /** @throws Violation always; its message is completed with the request, see hooks.ts */
  violated(expected: string, observed: string): never {
    throw new Violation({ expected, observed });
  }

  #made(resource: TenantResource, index: number, needed: string): Thing {
    const thing = this.#thingsOf(resource).at(index);
    if (thing === undefined) throw new Error(`the example has not made ${needed} before this step`);
    return thing;
  }

  #thingsOf(resource: TenantResource): Thing[] {
    const things = this.#things.get(resource) ?? [];
    this.#things.set(resource, things);
    return things;
  }

  #onStage(): Stage {
    if (this.stage === undefined) throw new Error('the example began without its Before hook');
    return this.stage;
  }
}
