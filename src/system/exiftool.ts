// What this program asks of ExifTool, whoever runs it.

export interface ExifToolHost {
  /** Nothing is started before the first `read`. */
  open(): ExifTool
}

/** ExifTool in a process that stays, killed and started again when a file makes it go wrong; one file after the other. */
export interface ExifTool {
  /** Never rejects: what goes wrong is an outcome. */
  read(subject: ExifToolSubject): Promise<ExifToolAnswer>
  close(): Promise<void>
}
/** `path` is absolute; `bytes` are a file inside another one. */
export type ExifToolSubject = { readonly path: string; readonly bytes?: undefined } | { readonly path?: undefined; readonly bytes: Buffer }

export type ExifToolAnswer =
  /** `json`: an array of one object, tags by `family:place:name`. */
  | { readonly status: 'ok'; readonly version?: string; readonly json: string }
  /** `unsupported`: it is not installed. */
  | { readonly status: 'timeout' | 'crash' | 'limit' | 'error' | 'unsupported'; readonly version?: string; readonly message?: string }
