// Whole TTF fonts from npm packages (OFL): subsets and woff2 lose glyphs or break the file.
import { createRequire } from 'node:module'
import type { Face } from './typeface.ts'

const FONT_FILES: Readonly<Record<Face, string>> = {
  text: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  mono: '@expo-google-fonts/noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf',
}

/** Absolute path of each face. Throws when a package is not installed. */
export function fontPaths(): Readonly<Record<Face, string>> {
  const require = createRequire(import.meta.url)
  return { text: require.resolve(FONT_FILES.text), bold: require.resolve(FONT_FILES.bold), mono: require.resolve(FONT_FILES.mono) }
}
