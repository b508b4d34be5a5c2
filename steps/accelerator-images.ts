/** Sentences of loading images into accelerators. */
import { Given, Then, When } from '@cucumber/cucumber';
import { imageFor, loadableImageFor } from './accelerator-image-file.ts';
import type { Scenario } from './scenario.ts';
import { allocation, lookAt, vimFor, type Which } from './vim-stage.ts';

async function onload(this: Scenario, which: Which) {
  const vim = await vimFor(this, 'OnloadAccImage');
  const { accelerator } = allocation(this, which);
  const { accResourceId } = accelerator;
  await vim.call('OnloadAccImage', { accResourceId, ...loadableImageFor(this, accelerator) });
}
Given('the VIM has loaded an image into {accelerator}', onload);
When('the VIM loads an image into {accelerator}', onload);

Then('{accelerator} runs the image', async function (this: Scenario, which: Which) {
  const { accelerator } = allocation(this, which);
  const { name } = imageFor(this, accelerator).accImageInfo;
  const { image = 'none' } = await lookAt(this, accelerator);
  if (image !== name) this.violated(`${accelerator.accResourceId} to run ${name}`, image);
});
