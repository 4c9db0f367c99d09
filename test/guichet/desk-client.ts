// The desk without a browser: logs in by its forms and acts by its forms, as a browser would.
import { DESK_TOKEN } from './running.ts'

export interface DeskClient {
  readonly cookie: string
  readonly csrf: string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  post(path: string, form: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** @throws when it is not done */
  move(id: string, act: string, seen: string, grounds?: string): Promise<void>
}

const cookies = (answer: Response): string => answer.headers.getSetCookie().map((each) => each.split(';')[0]).filter((each) => !each?.endsWith('=')).join('; ')
export const csrfIn = (page: string): string => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''

export function send(url: string, path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(url + path, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' })
}

export async function deskOf(url: string, name = 'agent.1', token = DESK_TOKEN): Promise<DeskClient> {
  const login = await fetch(`${url}/desk/login`)
  const answer = await send(url, '/desk/login', { csrf: csrfIn(await login.text()), name, token }, { cookie: cookies(login) })
  if (answer.status !== 303) throw new Error(`login: ${answer.status}`)
  const cookie = cookies(answer)
  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(url + path, { headers: { cookie, ...headers }, redirect: 'manual' })
  const csrf = csrfIn(await (await get('/desk')).text())
  const post = (path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Response> => send(url, path, { csrf, ...form }, { cookie, ...headers })
  return {
    cookie, csrf, get, post,
    async move(id, act, seen, grounds = '') {
      const moved = await post(`/desk/notices/${id}/move`, { act, seen, grounds })
      if (moved.status !== 303) throw new Error(`move: ${moved.status}`)
    },
  }
}
