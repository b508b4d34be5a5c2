/** What takes longer than an answer. Source: DSP0266, "Asynchronous operations"; DSP2046, Task 1.x. */
import { z } from 'zod';
import { resource } from './resource.ts';

/** States in which a task has come to its end. */
export const endedTaskStates = ['Completed', 'Killed', 'Exception', 'Cancelled'] as const;

export const task = resource({
  TaskState: z.string(),
  TaskStatus: z.string().nullish(),
});
