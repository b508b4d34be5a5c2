/** The command line that runs something again. */

/** Options of selection, with their values: what is run again is selected anew. */
const selection = / --(?:tags|shard)(?:=| )(?:'[^']*'|"(?:[^"\\]|\\.)*"|\S+)/g;

/** @param id of an example; of an outline's row, its outline is run. Undefined: the whole run */
export function rerunCommand(command: string, id: string | undefined): string {
  if (id === undefined) return command;
  return `${command.replace(selection, '')} --tags @id:${id.split(/[/#]/)[0] ?? id}`;
}
