/** Sentences of loading images into accelerators. */
import { Given, Then, When } from '@cucumber/cucumber';
import { imageFor } from './accelerator-image-file.ts';
import { userOf, type Vnf } from './accelerator-stage.ts';
import type { Scenario } from './scenario.ts';
import { allocation, lookAt, vimFor, type Which } from './vim-stage.ts';

async function onload(this: Scenario, which: Which) {
  const vim = await vimFor(this, 'OnloadAccImage');
  const { accelerator } = allocation(this, which);
  const { accResourceId } = accelerator;
  await vim.call('OnloadAccImage', { accResourceId, ...imageFor(accelerator) });
}
Given('the VIM has loaded an image into {accelerator}', onload);
When('the VIM loads an image into {accelerator}', onload);

Then('{accelerator} runs the image', async function (this: Scenario, which: Which) {
  const { accelerator } = allocation(this, which);
  const { name } = imageFor(accelerator).accImageInfo;
  const { image = 'none' } = await lookAt(this, accelerator);
  if (image !== name) this.violated(`${accelerator.accResourceId} to run ${name}`, image);
});
Then(
  '{vnf} finds the operation {string} offered',
  async function (this: Scenario, who: Vnf, operation: string) {
    const user = await userOf(this, who);
    await user.initialiseAll();
    const offered = user.known.flatMap(({ attributes }) => attributes.operations ?? []);
    if (!offered.includes(operation))
      this.violated(`${operation} to be offered`, offered.join(', '));
  },
);
