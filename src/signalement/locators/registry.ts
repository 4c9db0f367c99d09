// Every platform that is read: the files of platforms/, in the order of the vocabulary.
import type { PlatformReader } from './platform.ts'
import { bluesky } from './platforms/bluesky.ts'
import { discord } from './platforms/discord.ts'
import { facebook } from './platforms/facebook.ts'
import { instagram } from './platforms/instagram.ts'
import { mastodon } from './platforms/mastodon.ts'
import { mym } from './platforms/mym.ts'
import { peertube } from './platforms/peertube.ts'
import { reddit } from './platforms/reddit.ts'
import { snapchat } from './platforms/snapchat.ts'
import { telegram } from './platforms/telegram.ts'
import { tiktok } from './platforms/tiktok.ts'
import { twitch } from './platforms/twitch.ts'
import { whatsapp } from './platforms/whatsapp.ts'
import { x } from './platforms/x.ts'
import { youtube } from './platforms/youtube.ts'
import { yubo } from './platforms/yubo.ts'

export const PLATFORM_READERS: readonly PlatformReader[] = [
  facebook, instagram, snapchat, x, tiktok, discord, yubo, mym, youtube, bluesky, mastodon, peertube, telegram, whatsapp, twitch, reddit,
]
