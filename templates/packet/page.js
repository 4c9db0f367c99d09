(() => {
  'use strict'
  const root = document.documentElement
  root.classList.add('live')
  const said = document.getElementById('said')
  const ticks = [...document.querySelectorAll('input[data-step]')]
  const meter = document.getElementById('meter')
  const count = document.getElementById('count')

  const showProgress = () => {
    const done = ticks.filter((tick) => tick.checked).length
    meter.max = Math.max(1, ticks.length)
    meter.value = done
    count.textContent = count.dataset.words.replace('{n}', String(done)).replace('{total}', String(ticks.length))
    for (const tick of ticks) tick.closest('.field').classList.toggle('ticked', tick.checked)
  }
  for (const tick of ticks) tick.addEventListener('change', showProgress)
  showProgress()

  // The clipboard interface is not there for every page opened from a disk: then the old way, then the keyboard.
  const copy = async (area) => {
    try {
      await navigator.clipboard.writeText(area.value)
      return true
    } catch {
      area.focus()
      area.select()
      try {
        return document.execCommand('copy')
      } catch {
        return false
      }
    }
  }
  const rest = (button) => {
    button.classList.remove('done')
    button.textContent = button.dataset.rest
  }
  const buttons = [...document.querySelectorAll('button[data-copy]')]
  for (const button of buttons) {
    button.dataset.rest = button.textContent
    button.addEventListener('click', async () => {
      said.textContent = ''
      const area = document.getElementById(button.dataset.copy)
      const ok = await copy(area)
      for (const other of buttons) if (other !== button) rest(other)
      if (ok) {
        button.classList.add('done')
        button.textContent = button.dataset.copied
        button.focus()
        said.textContent = button.dataset.said
      } else {
        area.focus()
        area.select()
        said.textContent = said.dataset.failed
        button.textContent = said.dataset.failed
      }
    })
  }

  // Paper shows everything, and a box that scrolls does not break over pages.
  let closed = []
  let printed = []
  window.addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')]
    for (const one of closed) one.open = true
    printed = [...document.querySelectorAll('textarea')].map((area) => {
      const copy = document.createElement('div')
      copy.className = 'printed'
      copy.dir = 'auto'
      copy.textContent = area.value
      area.before(copy)
      return copy
    })
  })
  window.addEventListener('afterprint', () => {
    for (const one of closed) one.open = false
    for (const one of printed) one.remove()
  })
})()
