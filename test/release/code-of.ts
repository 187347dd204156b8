import { Problem } from '../../src/base/problem';

/** The code of the problem that `attempt` ends in; any other error is passed on. */
export async function codeOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'accepted';
}
