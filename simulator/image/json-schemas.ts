/** The schemas that the image service gives of what it shows, made of the contract. */
import { z } from 'zod';
import { image, imagesAnswer } from '../../src/contract/image/image.ts';
import { imageMember, imageMembersAnswer } from '../../src/contract/image/member.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';

const documents = {
  image: { schema: image, additionalProperties: { type: 'string' } },
  images: { schema: imagesAnswer },
  member: { schema: imageMember },
  members: { schema: imageMembersAnswer },
};

export const schemaRoutes: readonly Route<undefined>[] = Object.entries(documents).map(
  ([name, { schema, ...more }]) => ({
    method: 'GET',
    path: `/v2/schemas/${name}`,
    operation: `show the schema of ${name}`,
    handler: () => json(200, { name, properties: z.toJSONSchema(schema).properties, ...more }),
  }),
);
