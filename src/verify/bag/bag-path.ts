// Paths as manifests and fetch.txt write them (RFC 8493 §2.1.3, §5.1.1): what leads outside the bag is refused.
export type PathDefect = 'absolute' | 'home' | 'drive' | 'backslash' | 'parent' | 'empty-part' | 'nul'

export interface BagPath {
  readonly path: string
  readonly leadingDotSlash: boolean
  readonly defect?: PathDefect
}

/** Decodes CR, LF and, since 1.0, `%`. A path that is not escaped as it should be stays as it is written. */
export function readBagPath(written: string, before1: boolean): BagPath {
  const decoded = written.replace(before1 ? /%0[AaDd]/g : /%(?:0[AaDd]|25)/g, (escape) => decodeURIComponent(escape))
  const leadingDotSlash = decoded.startsWith('./')
  const path = decoded.replace(/^(?:\.\/)+/, '')
  const defect = defectOf(path)
  return { path, leadingDotSlash, ...defect !== undefined && { defect } }
}

function defectOf(path: string): PathDefect | undefined {
  if (path.includes('\0')) return 'nul'
  if (path.startsWith('/')) return 'absolute'
  if (path.startsWith('~')) return 'home'
  if (/^[A-Za-z]:/.test(path)) return 'drive'
  if (path.includes('\\')) return 'backslash'
  const parts = path.split('/')
  if (parts.includes('..')) return 'parent'
  return parts.some((part) => part === '' || part === '.') ? 'empty-part' : undefined
}
