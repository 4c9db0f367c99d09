// Drawn pictures of places that do not exist: nobody is shown, nothing shocks. SVG without text elements, so that no font of
// the machine matters.
import type { Face } from './outlines.ts'

export const NAMES = ['schoolyard', 'square', 'bench', 'locker'] as const
export type Scene = (typeof NAMES)[number]

const svg = (width: number, height: number, body: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`
const rect = (x: number, y: number, w: number, h: number, fill: string, rx = 0): string => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${rx}" fill="${fill}"/>`
const sky = (top: string, bottom: string, w: number, h: number): string => `<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="${w}" height="${h}" fill="url(#s)"/>`
const tree = (x: number, y: number, r: number, green: string): string => `${rect(x - r * 0.12, y, r * 0.24, r * 1.5, '#6b4a32')}<circle cx="${x}" cy="${y - r * 0.3}" r="${r}" fill="${green}"/><circle cx="${x - r * 0.6}" cy="${y + r * 0.1}" r="${r * 0.7}" fill="${green}"/><circle cx="${x + r * 0.6}" cy="${y + r * 0.15}" r="${r * 0.65}" fill="${green}"/>`
const windows = (x: number, y: number, columns: number, rows: number, dx: number, dy: number, w: number, h: number, fill: string): string =>
  Array.from({ length: columns * rows }, (_, n) => rect(x + (n % columns) * dx, y + Math.floor(n / columns) * dy, w, h, fill, 3)).join('')

export const SCENES: { readonly [S in Scene]: { readonly width: number; readonly height: number; readonly svg: string } } = {
  schoolyard: {
    width: 1600, height: 1200,
    svg: svg(1600, 1200, `${sky('#7fb4dd', '#dcecf5', 1600, 800)}<circle cx="1330" cy="180" r="80" fill="#fff3c4"/>
      ${rect(180, 330, 1100, 420, '#d9c2a0')}<path d="M150 330 730 190 1310 330Z" fill="#9c4a38"/>${windows(240, 400, 9, 2, 112, 150, 72, 96, '#5c7f99')}${rect(680, 600, 110, 150, '#4b3a2e', 4)}
      ${rect(0, 750, 1600, 450, '#a9a49b')}<path d="M250 1150 620 800h380l370 350Z" fill="none" stroke="#eae6db" stroke-width="10"/><ellipse cx="810" cy="960" rx="150" ry="52" fill="none" stroke="#eae6db" stroke-width="10"/>
      ${tree(120, 640, 130, '#4f8a4c')}${tree(1450, 620, 150, '#5e9a50')}<path d="M560 1060a26 26 0 1 0 .1 0Z" fill="#d8572f"/>`),
  },
  square: {
    width: 1600, height: 1067,
    svg: svg(1600, 1067, `${sky('#f2b880', '#fbe6c8', 1600, 745)}${[['#c98f6b', 60, 300], ['#dcb48a', 330, 250], ['#b57b62', 590, 320], ['#e3c39b', 860, 270], ['#c58a70', 1130, 230], ['#d9ac82', 1370, 310]].map(([fill, x, y], n) => `${rect(x as number, y as number, 260, 745 - (y as number), fill as string)}<path d="M${(x as number) - 10} ${y as number}l140-90 140 90Z" fill="#7a4a44"/>${windows((x as number) + 36, (y as number) + 50, 3, 3, 72, 104, 44, 70, n % 2 === 0 ? '#51697a' : '#6b8091')}`).join('')}
      ${rect(0, 740, 1600, 327, '#cbb79c')}<ellipse cx="800" cy="880" rx="270" ry="80" fill="#a99a84"/><ellipse cx="800" cy="866" rx="240" ry="64" fill="#7fb0c4"/>${rect(780, 690, 40, 170, '#9b8d79', 8)}<ellipse cx="800" cy="700" rx="90" ry="22" fill="#a99a84"/><path d="M800 690c-70-90-120 20-130 150M800 690c70-90 120 20 130 150" fill="none" stroke="#d9eef5" stroke-width="9"/>
      ${tree(170, 720, 100, '#6f9148')}${tree(1440, 715, 110, '#7c9c50')}`),
  },
  bench: {
    width: 1600, height: 1200,
    svg: svg(1600, 1200, `${sky('#b9d3d8', '#eef1e6', 1600, 700)}<path d="M0 640q400-120 800-20t800-40v220H0Z" fill="#8fb07c"/>${rect(0, 720, 1600, 480, '#b7c98e')}<path d="M0 1200q500-330 1600-360v140q-900 40-1200 220Z" fill="#d9cba8"/>
      ${tree(330, 560, 190, '#57834a')}${tree(1280, 580, 150, '#6a9457')}
      ${rect(640, 790, 420, 26, '#8a5a36', 6)}${rect(640, 835, 420, 26, '#8a5a36', 6)}${rect(620, 900, 460, 34, '#9b6840', 6)}${rect(660, 934, 28, 110, '#4a4a4a')}${rect(1012, 934, 28, 110, '#4a4a4a')}
      ${rect(760, 850, 96, 60, '#2f5f8f', 12)}<path d="M780 850q28-46 56 0" fill="none" stroke="#2f5f8f" stroke-width="10"/>`),
  },
  locker: {
    // Upright: one orange door in the middle of a row.
    width: 900, height: 1200,
    svg: svg(900, 1200, `<g transform="translate(-207 150)">${rect(0, -150, 1200, 1050, '#e9e4da')}${rect(0, 760, 1200, 140, '#8d8577')}${Array.from({ length: 6 }, (_, n) => `${rect(60 + n * 182, 110, 170, 650, n === 2 ? '#d47f3f' : '#5f86a3', 6)}${[0, 1, 2].map((line) => rect(100 + n * 182, 160 + line * 22, 90, 9, n === 2 ? '#a65f2b' : '#466880', 4)).join('')}<circle cx="${205 + n * 182}" cy="450" r="10" fill="#2c3e4a"/>`).join('')}
      <path d="M470 330h80v100l-40 26-40-26Z" fill="#fdf6c9" transform="rotate(-6 510 390)"/>${rect(0, 880, 1200, 200, '#7d7568')}</g>`),
  },
}

/** A phone's conversation screen, 1080 × 2340: invented first names, harsh but harmless words of a school quarrel. */
export function conversationSvg(regular: Face, bold: Face): string {
  const messages: readonly (readonly ['in' | 'out', string, string, readonly string[]])[] = [
    ['in', 'Malo', '18:42', ['t’as vu la photo de Lina', 'que j’ai mise ?']],
    ['in', 'Jade', '18:43', ['mdr toute la 4e B l’a déjà']],
    ['out', '', '18:44', ['Enlève-la, s’il te plaît.']],
    ['in', 'Malo', '18:45', ['non c’est trop drôle', 'personne lui parle demain ok ?']],
    ['in', 'Jade', '18:45', ['ok, et on dit rien aux profs']],
    ['out', '', '18:47', ['Elle pleure depuis hier.', 'Ça s’appelle du harcèlement.']],
    ['in', 'Malo', '18:48', ['t’es avec elle ou avec nous ?']],
  ]
  const parts = [rect(0, 0, 1080, 2340, '#efe9e0'), rect(0, 0, 1080, 300, '#24576b'), text(regular, '18:49', 60, 82, 44, '#ffffff'), rect(930, 50, 84, 38, '#ffffff', 8),
    '<circle cx="190" cy="205" r="58" fill="#f0c27b"/>', text(bold, '4B', 156, 222, 48, '#24576b'), text(bold, '4e B sans les profs', 280, 195, 50, '#ffffff'), text(regular, 'Jade, Lou, Malo, Noé, vous', 280, 252, 38, '#d5e4ea'),
    '<path d="M90 180 62 207l28 27" fill="none" stroke="#fff" stroke-width="8"/>', rect(390, 350, 300, 64, '#dcd3c5', 32), text(regular, 'Aujourd’hui', 432, 395, 40, '#5b5348')]
  let y = 470
  for (const [side, name, time, lines] of messages) {
    const width = Math.max(...lines.map((line) => regular.width(line, 46)), name === '' ? 0 : bold.width(name, 40)) + 170
    const height = lines.length * 62 + 50 + (name === '' ? 0 : 54)
    const x = side === 'in' ? 50 : 1030 - width
    parts.push(rect(x, y, width, height, side === 'in' ? '#ffffff' : '#d7efd0', 28))
    let line = y + 62
    if (name !== '') {
      parts.push(text(bold, name, x + 36, line, 40, name === 'Malo' ? '#a8481f' : '#6a3d8f'))
      line += 56
    }
    for (const content of lines) {
      parts.push(text(regular, content, x + 36, line, 46, '#1d1d1d'))
      line += 62
    }
    parts.push(text(regular, time, x + width - 110, y + height - 20, 32, '#7a7368'))
    y += height + 34
  }
  parts.push(rect(40, 2170, 860, 110, '#ffffff', 55), text(regular, 'Message', 100, 2240, 46, '#8b857b'), '<circle cx="980" cy="2225" r="58" fill="#24576b"/><path d="M955 2196l56 29-56 29v-23l34-6-34-6Z" fill="#fff"/>')
  return svg(1080, 2340, parts.join(''))
}

function text(face: Face, content: string, x: number, y: number, size: number, fill: string): string {
  return `<path d="${face.path(content, x, y, size)}" fill="${fill}"/>`
}
