// The last part of a name in an export or in an archive: exports write folders in front of it, in either direction.

export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}
