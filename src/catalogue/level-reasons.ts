/** Levels of the default profile, each with its reason, as far as several requirements share them. */
import type { NeedName } from './needs.ts';
import type { Level } from './requirement.ts';

/** How much a requirement weighs, why, and on which capability it depends. */
export interface Weight {
  readonly level: Level;
  readonly levelReason: string;
  readonly needs?: NeedName;
}

/** A part of the chapter that is mandatory for whoever has the endpoint, and else not applicable. */
export const conditional = (needs: NeedName): Weight => ({
  level: 'MUST',
  levelReason: 'Mandatory for a target that offers this endpoint, and not applicable to others.',
  needs,
});

/** What a plain cloud serves without any optional service. */
export const served: Weight = {
  level: 'MUST',
  levelReason: 'The chapter lists the interface, and stock clouds serve this operation of it.',
};

/** What a cloud serves with an optional service, or not at all. */
export const beyondStock = (needs: NeedName): Weight => ({
  level: 'SHOULD',
  levelReason:
    'The chapter lists the interface, but the basic services of a stock cloud do not serve this operation.',
  needs,
});

/** What the chapter asks and stock clouds do otherwise. */
export const contradicted = (needs: NeedName, how: string): Weight => ({
  level: 'MAY',
  levelReason: `Stock clouds contradict it: ${how}`,
  needs,
});
