/**
 * A program, `node finish-allure-page.ts MADE FINISHED`: Allure's page, which then asks no network and has the tables in
 * order. It has tens of megabytes, of which several copies are made: they are not the memory of the run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inOrderOfTables } from './allure-order.ts';
import { withoutNetwork } from './allure-page.ts';

const [made = '', finished = ''] = process.argv.slice(2);
// A character a byte: all that is changed in it is ASCII.
writeFileSync(finished, inOrderOfTables(withoutNetwork(readFileSync(made, 'latin1'))), 'latin1');
