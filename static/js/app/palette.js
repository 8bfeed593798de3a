// The palette, the list of keys, and the keys themselves. Whatever they do, a link or
// a button of the pages does too.
{
  const root = document.documentElement
  const palette = document.getElementById("palette")
  const help = document.getElementById("keys-dialog")
  const single = root.dataset.keys !== "off" // keys of one letter, which a person can turn off
  if (palette) {
    if (single) root.dataset.keys = "on" // the pages show keys beside labels
    palette.addEventListener("click", (e) => { if (e.target === palette) palette.close() })
    help.addEventListener("click", (e) => { if (e.target === help) help.close() })
    document.addEventListener("keydown", press)
  }

  // The palette: a combobox whose options are links, fetched as they are shown.
  const box = document.getElementById("palette-q")
  const list = document.getElementById("palette-list")
  const none = palette?.querySelector(".palette-none")
  const said = document.getElementById("palette-status")
  let asking = null // the request under way; a newer one ends it
  let timer = 0
  let active = -1
  let enter = false // Enter was pressed before the answer came

  function open() {
    box.value = ""
    list.hidden = true // until it holds something
    palette.showModal()
    box.focus()
    ask()
  }

  async function ask() {
    asking?.abort()
    const mine = asking = new AbortController()
    const search = palette.dataset.from + "?palette=1&q=" + encodeURIComponent(box.value)
    try {
      const answer = await fetch(search, { signal: mine.signal })
      if (!answer.ok || answer.redirected) throw new Error("no answer")
      const html = await answer.text()
      if (asking === mine) show(html)
    } catch (e) {
      if (e.name !== "AbortError" && asking === mine) show("")
    }
  }

  function show(html) {
    asking = null
    list.innerHTML = html // made and escaped by our own server
    const found = options()
    none.hidden = found.length > 0
    list.hidden = found.length === 0
    box.setAttribute("aria-expanded", String(found.length > 0))
    said.textContent = list.querySelector("[data-count]")?.textContent ?? none.textContent
    choose(found.length > 0 ? 0 : -1)
    if (enter) follow()
  }

  const options = () => [...list.querySelectorAll("[role=option]")]

  function choose(n) {
    const all = options()
    for (const o of all) o.setAttribute("aria-selected", "false")
    active = n
    if (n < 0) return box.removeAttribute("aria-activedescendant")
    all[n].setAttribute("aria-selected", "true")
    all[n].scrollIntoView({ block: "nearest" })
    box.setAttribute("aria-activedescendant", all[n].id)
  }

  function follow() {
    enter = false
    const to = options()[active]
    location.assign(to ? to.href : palette.dataset.from + "?q=" + encodeURIComponent(box.value))
    palette.close()
  }

  box?.addEventListener("input", () => {
    clearTimeout(timer)
    asking?.abort()
    asking = new AbortController() // what stands there answers an older question
    timer = setTimeout(ask, 90)
  })

  box?.addEventListener("keydown", (e) => {
    if (e.isComposing) return
    const n = options().length
    if (e.key === "ArrowDown" && n) choose((active + 1) % n)
    else if (e.key === "ArrowUp" && n) choose((active - 1 + n) % n)
    else if (e.key === "Enter") { if (asking) enter = true; else follow() }
    else return
    e.preventDefault()
  })

  palette?.addEventListener("close", () => { clearTimeout(timer); asking?.abort(); asking = null; enter = false })

  // The list of keys is the page of keys without its frame.
  async function showKeys() {
    const place = help.querySelector("[data-list]")
    try {
      const answer = await fetch(help.dataset.from + "?list=1")
      if (!answer.ok || answer.redirected) throw new Error("no answer")
      place.innerHTML = await answer.text() // our own server's
      help.showModal()
      document.getElementById("keys-title").focus()
    } catch {
      location.assign(help.dataset.from)
    }
  }

  // Keys of one letter never work while somebody types, nor with another key held.
  let going = 0 // until when the key after "g" is awaited

  function press(e) {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === "k") {
      e.preventDefault()
      if (palette.open) palette.close()
      else if (!document.querySelector("dialog[open]")) open()
      return
    }
    if (!single || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.defaultPrevented) return
    if (e.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return
    const to = target(e)
    if (!to) return
    e.preventDefault()
    to()
  }

  // target gives what a key does here, if anything.
  function target(e) {
    const click = (selector) => { const found = document.querySelector(selector); return found && (() => found.click()) }
    const after = going > e.timeStamp
    going = 0
    if (after) return click(`[data-go="${CSS.escape(e.key)}"]`)
    switch (e.key) {
      case "g": going = e.timeStamp + 1500; return null
      case "?": return showKeys
      case "/": {
        const shown = [...document.querySelectorAll("[data-search]")].find((f) => f.checkVisibility())
        return shown ? () => shown.focus() : click(".find-link")
      }
      case "n": case "e": return click(`.page-head [data-key="${e.key}"]`) ?? click(`main [data-key="${e.key}"]`)
    }
    return null
  }
}
