/**
 * Whether the browser keeps what this site stored until the person removes it. `not-asked`, `refused`: when
 * the disk runs low it may remove all of it.
 */
export type PersistenceState = 'unsupported' | 'not-asked' | 'asking' | 'kept' | 'refused';
