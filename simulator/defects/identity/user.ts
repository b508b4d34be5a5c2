/** The defects of users, and of letting them in. */
import { withEntries } from '../collection/collection.ts';
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { changingAnswer } from '../wrapping.ts';
import { afterlifeDefects } from './afterlife.ts';
import { describedDefects, placedDefects } from './described.ts';
import { detachDefects } from './detach.ts';
import { but, users } from './identity-parts.ts';
import { sparingPersonas } from './personas.ts';
import { signInDefects } from './sign-in.ts';

export const userDefects: readonly Defect[] = [
  ...sharedDefects(users),
  ...describedDefects(users, 255),
  ...placedDefects(users),
  ...afterlifeDefects(users, 'user'),
  ...detachDefects,
  ...signInDefects,
  {
    name: 'user-list-shows-passwords',
    does: 'The list shows in which form the password of a user is kept.',
    kills: ['user/list'],
    mayAlsoBreak: but('user/list'),
    wrap: changingAnswer(users.list, (body) =>
      withEntries(users, body, (entries) =>
        entries.map((entry) => ({ ...entry, password_hash: '$2b$12$abcdefghijklmnopqrstuv' })),
      ),
    ),
  } satisfies Defect,
].map(sparingPersonas);
