/** `target init`: a first target file, from clouds.yaml and what the cloud says of itself. */
import { Command } from 'commander';
import { type CloudFacts, draftTarget } from '../target/draft.ts';
import { chosenTarget } from './chosen-target.ts';
import { openTarget } from './connect.ts';
import { diagnose, patience, regionsOf } from './doctor.ts';

export const targetCommand = (): Command =>
  new Command('target').description('target files: who is under test').addCommand(
    new Command('init')
      .description('prints a first target file for a cloud')
      .requiredOption('--cloud <name>', 'a cloud of clouds.yaml; envvars: the OS_* variables')
      .action(async ({ cloud }: { cloud: string }) => {
        process.stdout.write(draftTarget(cloud, await factsOf(cloud)));
      }),
  );

/** Asks the cloud; changes nothing. */
async function factsOf(cloud: string): Promise<CloudFacts> {
  const open = openTarget(chosenTarget({ cloud }), {}, { timeoutMs: patience });
  try {
    const { services, warnings } = await diagnose(open, () => undefined);
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
    const administrator = await open.vim.signIn('administrator', open.target.credentials);
    const flavours = await administrator.rooms.flavour?.list();
    return {
      services,
      regions: regionsOf(administrator),
      ...(open.target.region === undefined ? {} : { region: open.target.region }),
      flavours: (flavours ?? []).map(({ name }) => name),
    };
  } finally {
    await open.close();
  }
}
