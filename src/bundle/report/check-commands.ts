// The standard commands that check a seal, as the report prints them before any token exists.
import { sealDir } from '../../seal/seal-file.ts'

export interface CheckCommands {
  readonly payload: readonly string[]
  readonly tags: readonly string[]
  readonly token: readonly string[]
}

/** Shell lines for a POSIX shell at the top of the bag. @param authority stands for a token's file stem, as `AUTORITE` */
export function checkCommands(sealNumber: number, authority: string, root: string): CheckCommands {
  const dir = sealDir(sealNumber)
  return {
    payload: ['sha256sum -c manifest-sha256.txt'],
    tags: ['sha256sum -c tagmanifest-sha256.txt'],
    token: [
      `openssl ts -verify -data ${dir}/tagmanifest-sha256.txt -in ${dir}/${authority}.tsr \\`,
      `  -untrusted ${dir}/${authority}.chain.pem -CAfile ${root}`,
    ],
  }
}
