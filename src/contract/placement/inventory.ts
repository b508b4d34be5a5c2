/** Inventories of resource providers. Source: Placement API reference, "Resource provider inventories". */
import { z } from 'zod';
import { from, generation, largest, resourceClass } from './wire-types.ts';

export const inventory = z.strictObject({
  total: from(1).max(largest),
  reserved: from(0).max(largest),
  min_unit: from(1).max(largest),
  max_unit: from(1).max(largest),
  step_size: from(1).max(largest),
  allocation_ratio: z.number().positive(),
});
export type Inventory = z.infer<typeof inventory>;

/** What an inventory has where nobody says otherwise; only its total must be said. */
export const wishedInventory = z.strictObject({
  total: inventory.shape.total,
  reserved: inventory.shape.reserved.default(0),
  min_unit: inventory.shape.min_unit.default(1),
  max_unit: inventory.shape.max_unit.default(largest),
  step_size: inventory.shape.step_size.default(1),
  allocation_ratio: inventory.shape.allocation_ratio.default(1),
});

/** `PUT /resource_providers/{uuid}/inventories` */
export const replaceInventoriesRequest = z.strictObject({
  resource_provider_generation: generation,
  /** What is no class is unknown, and not refused by the schema. */
  inventories: z.record(z.string(), wishedInventory),
});
/** `PUT /resource_providers/{uuid}/inventories/{class}` */
export const replaceInventoryRequest = z.strictObject({
  resource_provider_generation: generation,
  ...wishedInventory.shape,
});
/** `POST /resource_providers/{uuid}/inventories` */
export const createInventoryRequest = z.strictObject({
  resource_class: resourceClass,
  ...wishedInventory.shape,
});

export const inventoriesAnswer = z.looseObject({
  resource_provider_generation: generation,
  inventories: z.record(z.string(), z.looseObject(inventory.shape)),
});
export type InventoriesAnswer = z.infer<typeof inventoriesAnswer>;
export const inventoryAnswer = z.looseObject({
  resource_provider_generation: generation,
  ...inventory.shape,
});
export type InventoryAnswer = z.infer<typeof inventoryAnswer>;
