// The contract with scripts (README "Exit codes"). Node uses 1 to 13 itself: they are never ours.
export const Exit = {
  done: 0,
  someFailed: 20,
  mismatch: 21,
  locked: 22,
  refusedByDestination: 23,
  indeterminate: 24,
  outcomeUnknown: 25,
  usage: 64,
  badInput: 65,
  noInput: 66,
  unavailable: 69,
  bug: 70,
  outputError: 74,
  notFinished: 75,
  credentials: 77,
  settings: 78,
  interrupted: 130,
  terminated: 143,
} as const
export type Exit = (typeof Exit)[keyof typeof Exit]
