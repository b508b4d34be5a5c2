/** The names of resource classes and traits: those that every cloud has, and those that clients add. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface Word {
  readonly name: string;
  readonly updatedAt: number;
}
export type Words = Table<Word>;

export interface Vocabulary {
  readonly classes: Words;
  readonly traits: Words;
}

/** Source: os-resource-classes. */
const classes = [
  'VCPU',
  'MEMORY_MB',
  'DISK_GB',
  'PCI_DEVICE',
  'SRIOV_NET_VF',
  'NUMA_SOCKET',
  'NUMA_CORE',
  'NUMA_THREAD',
  'NUMA_MEMORY_MB',
  'IPV4_ADDRESS',
  'VGPU',
  'VGPU_DISPLAY_HEAD',
  'NET_BW_EGR_KILOBIT_PER_SEC',
  'NET_BW_IGR_KILOBIT_PER_SEC',
  'PCPU',
  'MEM_ENCRYPTION_CONTEXT',
  'FPGA',
  'PGPU',
  'NET_PACKET_RATE_KILOPACKET_PER_SEC',
  'NET_PACKET_RATE_EGR_KILOPACKET_PER_SEC',
  'NET_PACKET_RATE_IGR_KILOPACKET_PER_SEC',
];

/** Some of os-traits, among them all that hosts of the simulator have. */
const traits = [
  'COMPUTE_DEVICE_TAGGING',
  'COMPUTE_IMAGE_TYPE_ISO',
  'COMPUTE_IMAGE_TYPE_QCOW2',
  'COMPUTE_IMAGE_TYPE_RAW',
  'COMPUTE_NET_ATTACH_INTERFACE',
  'COMPUTE_NODE',
  'COMPUTE_SOCKET_PCI_NUMA_AFFINITY',
  'COMPUTE_STATUS_DISABLED',
  'COMPUTE_VOLUME_ATTACH',
  'COMPUTE_VOLUME_EXTEND',
  'COMPUTE_VOLUME_MULTI_ATTACH',
  'HW_CPU_HYPERTHREADING',
  'HW_CPU_X86_AVX',
  'HW_CPU_X86_AVX2',
  'HW_CPU_X86_SSE2',
  'HW_CPU_X86_VMX',
  'HW_GPU_API_VULKAN',
  'HW_NIC_SRIOV',
  'HW_NUMA_ROOT',
  'MISC_SHARES_VIA_AGGREGATE',
  'OWNER_CYBORG',
  'STORAGE_DISK_SSD',
];

export function createVocabulary(world: World): Vocabulary {
  const words = (name: string, known: readonly string[]): Words => {
    const table: Words = world.store.table(`placement/${name}`, { key: (row) => row.name });
    for (const each of known) table.insert({ name: each, updatedAt: world.clock.now() });
    return table;
  };
  return { classes: words('resource-class', classes), traits: words('trait', traits) };
}

/** What clients may add. */
export const isCustom = (name: string): boolean => /^CUSTOM_[A-Z0-9_]+$/.test(name);
