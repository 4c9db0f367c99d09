// Where a case keeps what it is.

/** Written last by `init`: a folder that has it is a case. */
export const RECORD_FILE = 'metadata/case.json'
