/** How a target description leads to its hardware. */
import type { HardwareOptions } from '../bindings/hardware-access.ts';
import type { Target } from '../target/target.ts';
import {
  processTool,
  recordedTool,
  type RunTool,
  type ToolOptions,
} from '../transport/command-tool.ts';
import type { Http, TlsSettings } from '../transport/http.ts';

type Found = Pick<HardwareOptions, 'redfish' | 'host'>;

/**
 * @param httpWith the hardware may have a certificate of its own
 * @param inProcess the host of a target in this process
 */
export function hardwareOf(
  target: Target,
  httpWith: (tls: TlsSettings, cleaning: boolean) => Http,
  record: Pick<ToolOptions, 'log' | 'redactor' | 'clock'>,
  inProcess: RunTool | undefined,
): { readonly options: Found; close(): Promise<void> } {
  const { redfish, libvirt } = target.hardware ?? {};
  const found: Found[] = [];
  let close = (): Promise<void> => Promise.resolve();
  if (redfish !== undefined) {
    const { url, username, password, ...tls } = redfish;
    const own = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
    const trusted = Object.keys(own).length === 0 ? target.tls : own;
    const [http, cleaning] = [httpWith(trusted, false), httpWith(trusted, true)];
    close = async () => {
      await Promise.all([http.close(), cleaning.close()]);
    };
    found.push({ redfish: { address: { url, username, password }, http, cleaning } });
  }
  if (libvirt !== undefined) {
    const command = 'uri' in libvirt ? ['virsh', '-c', libvirt.uri] : libvirt.command;
    const run = inProcess ?? processTool(command);
    found.push({ host: recordedTool({ run, command, actor: 'VIM', ...record }) });
  }
  return { options: Object.assign({}, ...found) as Found, close: () => close() };
}
