/** The versions of templates. Source: Heat template guide, "HOT template version". */
import { notServed } from '../kernel/fault.ts';
import { refused } from './faults.ts';
import type { Mapping } from './values.ts';

/** Dates of the native format, oldest first. */
export const hotVersions = [
  '2013-05-23',
  '2014-10-16',
  '2015-04-30',
  '2015-10-15',
  '2016-04-08',
  '2016-10-14',
  '2017-02-24',
  '2017-09-01',
  '2018-03-02',
  '2018-08-31',
  '2021-04-16',
] as const;

/** Releases' names for some of them. */
export const versionNames: Readonly<Record<string, string>> = {
  newton: '2016-10-14',
  ocata: '2017-02-24',
  pike: '2017-09-01',
  queens: '2018-03-02',
  rocky: '2018-08-31',
  wallaby: '2021-04-16',
};

/** The older formats, which the simulator knows by name only. */
export const otherFormats: Readonly<Record<string, string>> = {
  AWSTemplateFormatVersion: '2010-09-09',
  HeatTemplateFormatVersion: '2012-12-12',
};

const noVersion = (explanation: string) =>
  refused(400, 'InvalidTemplateVersion', `The template version is invalid: ${explanation}`);

/**
 * The date of a template's version.
 * @throws Fault 400 when it has none, an unknown one or several; 501 for the older formats
 */
export function versionOf(template: Mapping): string {
  const keys = ['AWSTemplateFormatVersion', 'HeatTemplateFormatVersion', 'heat_template_version'];
  const given = keys.filter((key) => typeof template[key] === 'string');
  const [key, ...others] = given;
  if (key === undefined) throw noVersion('Template version was not provided');
  if (others.length > 0) throw noVersion(`Ambiguous versions (${given.join(', ')})`);
  const version = String(template[key]);
  if (key !== 'heat_template_version') {
    const only = otherFormats[key] ?? '';
    if (version === only) throw notServed(`templates in the format ${key}`);
    throw noVersion(`"${key}: ${version}". "${key}" should be: ${only}`);
  }
  const date = versionNames[version] ?? version;
  if (hotVersions.some((known) => known === date)) return date;
  const known = [...hotVersions, ...Object.keys(versionNames)].join(', ');
  throw noVersion(`"${key}: ${version}". "${key}" should be one of: ${known}`);
}
