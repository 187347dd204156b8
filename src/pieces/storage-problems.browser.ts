import type { UseStore } from 'idb-keyval';
import { Problem, type ProblemCode } from '../base/problem';
import { isNamed } from './write-persistently.browser';

/** What fails before there is a transaction is the opening of the database: `pieces/unavailable`. */
export function reportingOpen(database: UseStore): UseStore {
  return async (mode, work) => {
    let isOpen = false as boolean;
    try {
      return await database(mode, (store) => {
        isOpen = true;
        return work(store);
      });
    } catch (error) {
      if (isOpen || isNamed(error, 'QuotaExceededError')) throw error;
      throw new Problem('pieces/unavailable', describe(error), { cause: error });
    }
  };
}

/** Puts the code on what IndexedDB throws: `pieces/full`, or else `code`. */
export async function failingAs<T>(code: ProblemCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (isNamed(error, 'QuotaExceededError'))
      throw new Problem('pieces/full', '', { cause: error });
    throw new Problem(code, describe(error), { cause: error });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : '';
}
