// What kind of program a name stands for. A name is written by whoever wrote the file: it suggests, and proves nothing.
import type { Software } from './record.ts'

const EDITORS = /photoshop|lightroom|gimp|snapseed|picsart|canva|pixelmator|affinity|faceapp|facetune|vsco|photoscape|paint\.net|ms ?paint|picasa|polarr|meitu|capcut|inshot|remini|luminar|acdsee|irfanview|imagemagick|xnview|photofiltre|photo editor|pixlr|inkscape|krita|darktable|rawtherapee|capture one|paint ?shop|exiftool/i
const GENERATORS = /midjourney|dall[-·. ]?e\b|stable diffusion|automatic1111|comfyui|novelai|firefly|bing image creator|imagen \d|leonardo\.ai/i
const ENCODERS = /^(?:lavf|lavc|libwebm|mkvmerge|handbrake|x264|x265|ffmpeg|gstreamer|google$)/i

/** Undefined: nothing is known of that name. */
export function softwareKind(name: string): Software['kind'] {
  if (GENERATORS.test(name)) return 'ai'
  if (EDITORS.test(name)) return 'editor'
  return ENCODERS.test(name.trim()) ? 'encoder' : undefined
}
