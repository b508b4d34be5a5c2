/** One run of the suite in this process, against a simulator that is wrong in some way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttachmentContentEncoding, type Envelope } from '@cucumber/messages';
import { requirements } from '../../src/catalogue/catalogue.ts';
import { defaultProfile } from '../../src/catalogue/profiles.ts';
import type { Play } from '../../src/cli/connect.ts';
import { execute } from '../../src/cli/execute.ts';
import type { Selection } from '../../src/cli/suite.ts';
import type { WorkerParameters } from '../../src/cli/worker.ts';
import { mediaTypes, type RunEnd, type RunFacts } from '../../src/evidence.ts';
import { judge } from '../../src/verdict/judge.ts';
import { readMessages } from '../../src/verdict/read-messages.ts';
import type { Verdicts } from '../../src/verdict/result.ts';

const started = '2026-01-01T00:00:00.000Z';

const facts: RunFacts = {
  id: 'proof',
  started,
  toolVersion: '0.0.0',
  featuresDigest: '0'.repeat(64),
  command: 'npm run test:sensitivity',
  profile: defaultProfile.name,
  target: { name: 'proof', kind: 'simulator', bundledSimulator: true, fingerprint: {} },
  selection: {},
  requireConformant: false,
  deviations: [],
  claims: {},
  needs: [],
  notOffered: {},
};
const end: RunEnd = { finished: started, interrupted: false };

const attachment = (mediaType: string, evidence: unknown): Envelope => ({
  attachment: {
    body: JSON.stringify(evidence),
    contentEncoding: AttachmentContentEncoding.IDENTITY,
    mediaType,
  },
});

/** @param selection which examples; all without it */
export async function runWith(play: Play, selection: Selection = {}): Promise<Verdicts> {
  const envelopes = await envelopesOf(play, selection);
  return judge(
    readMessages([
      attachment(mediaTypes.run, facts),
      ...envelopes,
      attachment(mediaTypes.end, end),
    ]),
    requirements,
  );
}

/** The messages of such a run. */
export async function envelopesOf(
  play: Play,
  selection: Selection = {},
): Promise<readonly Envelope[]> {
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  const envelopes: Envelope[] = [];
  const parameters: WorkerParameters = {
    runId: 'proof',
    folder,
    flags: { simulator: true },
    play,
    workers: 1,
    keepFailed: false,
    services: ['identity', 'compute', 'reservation', 'alarming', 'metric', 'network/sfc'],
  };
  try {
    await execute(selection, { ...parameters }, (envelope) => {
      envelopes.push(envelope);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return envelopes;
}
