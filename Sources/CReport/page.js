'use strict';
(() => {
  const root = document.documentElement;
  const form = document.getElementById('filters');
  const card = document.getElementById('card');
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const articles = all('article');
  root.classList.add('js');

  // What is known of each flag; its elements in the text are looked up when they are first needed.
  const flags = new Map();
  for (const element of document.getElementsByClassName('note')) {
    const { k, l, v, s, c } = element.dataset;
    flags.set(element.id.slice(1), { id: element.id.slice(1), element, kind: k, level: +l, voice: v, source: s, group: c, on: true });
  }
  let linked = false;
  function link() {
    if (linked) return;
    linked = true;
    for (const flag of flags.values()) { flag.pieces = []; flag.ticks = []; }
    for (const piece of all('mark[data-m]')) {
      piece.look = piece.className.match(/^k\d/)[0];
      piece.flags = piece.dataset.m.split(' ').map((id) => flags.get(id)).filter(Boolean);
      for (const flag of piece.flags) flag.pieces.push(piece);
    }
    for (const tick of all('[data-t]')) flags.get(tick.dataset.t)?.ticks.push(tick);
  }

  // Filters
  function wanted() {
    const data = new FormData(form);
    const kinds = new Set(data.getAll('kind'));
    const level = +data.get('level'), voice = data.get('voice'), source = data.get('source') || '';
    const isSource = (id, group) => !source || (source.startsWith('c:') ? group === source.slice(2) : id === source.slice(2));
    return {
      source, isSource, sources: data.has('sources'),
      shows: (flag) => kinds.has(flag.kind) && flag.level >= level && (!voice || flag.voice === voice) && isSource(flag.source, flag.group),
    };
  }
  function look(piece) {
    const top = piece.flags.find((flag) => flag.on);
    piece.classList.toggle('off', !top);
    const slot = top ? top.element.className.match(/k\d/)[0] : piece.look;
    for (const name of [...piece.classList]) if (/^k\d$/.test(name) && name !== slot) piece.classList.replace(name, slot);
  }
  function filter() {
    link();
    const state = wanted();
    const pieces = new Set(), margins = new Set();
    let shown = 0;
    for (const flag of flags.values()) {
      const on = state.shows(flag);
      shown += on;
      if (on === flag.on) continue;
      flag.on = on;
      flag.element.hidden = !on;
      const ref = document.getElementById('r' + flag.id);
      if (ref) ref.hidden = !on;
      for (const piece of flag.pieces) pieces.add(piece);
      for (const tick of flag.ticks) tick.classList.toggle('off', !on);
      margins.add(flag.element.closest('.margin'));
    }
    pieces.forEach(look);
    for (const margin of margins) {
      const count = all('.note:not([hidden])', margin).length;
      const fold = margin.querySelector('.fold');
      fold.textContent = count + (count === 1 ? ' note' : ' notes');
      fold.hidden = !count;
    }
    root.classList.toggle('nosources', !state.sources);
    for (const source of all('.text .src[data-s]')) {
      const group = /\bc-(\S+)/.exec(source.className)?.[1];
      source.classList.toggle('off', !state.isSource(source.dataset.s, group));
    }
    form.elements.shown.value = `${shown} of ${flags.size} flags`;
    hide();
  }
  if (form) {
    form.addEventListener('change', (event) => { if (event.target.name !== 'keys') filter(); });
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(filter));
    form.elements.shown.value = `${flags.size} flags`;
  }

  // The card: what a flag is raised for and why, beside its words.
  let owner = null, timer = 0;
  const idsOf = (element) => element.classList.contains('ref') ? [element.id.slice(1)] : element.dataset.m.split(' ');
  function show(element) {
    clearTimeout(timer);
    if (owner === element) return;
    hide();
    const found = idsOf(element).map((id) => flags.get(id)).filter((flag) => flag && flag.on);
    if (!found.length) return;
    owner = element;
    const list = document.createElement('div');
    for (const flag of found) {
      flag.element.classList.add('on');
      const note = document.createElement('div');
      note.className = flag.element.className.replace(' on', '');
      for (const child of flag.element.children) note.append(child.cloneNode(true));
      for (const details of all('details', note)) details.open = true;
      for (const inner of all('[id]', note)) inner.removeAttribute('id');
      for (const inner of all('a, summary', note)) inner.tabIndex = -1;
      list.append(note);
    }
    card.className = 'card ' + found[0].element.className.match(/k\d/)[0];
    card.replaceChildren(list);
    card.hidden = false;
    element.setAttribute('aria-describedby', 'card');
    if (getComputedStyle(card).position === 'fixed') return;
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, root.clientWidth - card.offsetWidth - 8));
    const below = box.bottom + 8 + card.offsetHeight < innerHeight || box.top < card.offsetHeight + 16;
    card.style.left = left + scrollX + 'px';
    card.style.top = (below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + scrollY + 'px';
  }
  function hide() {
    clearTimeout(timer);
    if (!owner) return;
    owner.removeAttribute('aria-describedby');
    for (const id of idsOf(owner)) flags.get(id)?.element.classList.remove('on');
    owner = null;
    card.hidden = true;
  }
  const anchor = (target) => target instanceof Element ? target.closest('mark[data-m], a.ref[id]') : null;
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const element = anchor(event.target);
    if (element) { clearTimeout(timer); timer = setTimeout(show, 120, element); }
    else if (event.target instanceof Element && event.target.closest('#card')) clearTimeout(timer);
    else if (owner) { clearTimeout(timer); timer = setTimeout(hide, 260); }
    else clearTimeout(timer);
    glow(event.target);
  });
  document.addEventListener('focusin', (event) => {
    const element = anchor(event.target);
    if (element && event.target.matches(':focus-visible')) show(element);
    else if (!event.target.closest('#card')) hide();
    glow(event.target);
  });
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : root;
    const fold = target.closest('.fold');
    if (fold) fold.setAttribute('aria-expanded', fold.parentNode.classList.toggle('open'));
    const ref = target.closest('a.ref');
    if (ref && flags.has(ref.hash.slice(2))) { open(ref.hash.slice(2)); event.preventDefault(); return; }
    const piece = target.closest('mark[data-m]');
    if (piece) show(piece);
    else if (owner && !target.closest('#card')) hide();
  });

  // From a flag in the text to its note, its why open; Esc goes back.
  function open(id) {
    const { element } = flags.get(id);
    hide();
    const margin = element.closest('.margin');
    margin.classList.add('open');
    margin.querySelector('.fold').setAttribute('aria-expanded', true);
    element.querySelector('details').open = true;
    element.querySelector('summary').focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  }

  // All that a source says lights up with it.
  let glowing = [];
  function glow(target) {
    const source = target instanceof Element ? target.closest('.text .src[data-s], .node') : null;
    if (source && source === glowing.source) return;
    for (const piece of glowing) piece.classList.remove('hot');
    glowing = [];
    if (!source) return;
    const article = source.closest('article');
    const nodes = source.classList.contains('node') ? [source] : all(`.node:has(> .src[data-s="${source.dataset.s}"])`, article);
    const said = nodes.flatMap((node) => node.dataset.st.split(' '));
    if (!said.length) return;
    glowing = all(said.map((id) => `.text [data-st~="${id}"]`).join(), article);
    glowing.source = source;
    for (const piece of glowing) piece.classList.add('hot');
  }

  // Keys
  const active = () => [...flags.values()].filter((flag) => flag.on);
  function step(forward) {
    const list = active();
    if (!list.length) return;
    const here = document.activeElement?.closest('a.ref[id], .note');
    let at = here ? list.findIndex((flag) => flag.id === here.id.slice(1)) : -1;
    if (at < 0) {
      const top = scrollY + 80;
      const first = articles.find((article) => article.getBoundingClientRect().bottom + scrollY > top);
      const after = list.findIndex((flag) => first && first.contains(flag.element) && document.getElementById('r' + flag.id).getBoundingClientRect().top + scrollY > top);
      at = after < 0 ? 0 : forward ? after : after - 1;
    } else at += forward ? 1 : -1;
    const flag = list[(at + list.length) % list.length];
    const ref = document.getElementById('r' + flag.id);
    ref.scrollIntoView({ block: 'center', behavior: 'instant' });
    ref.focus({ preventScroll: true, focusVisible: true });
    show(ref);
  }
  function leap(forward) {
    const top = 100;
    const tops = articles.map((article) => article.getBoundingClientRect().top);
    const at = forward ? tops.findIndex((y) => y > top) : tops.findLastIndex((y) => y < top - 60);
    if (at < 0) return;
    articles[at].scrollIntoView({ behavior: 'instant' });
    articles[at].querySelector('h2').focus({ preventScroll: true });
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      const note = document.activeElement?.closest('.note');
      hide();
      if (note) { note.querySelector('details').open = false; document.getElementById('r' + note.id.slice(1))?.focus(); }
      return;
    }
    if (!form || !form.elements.keys.checked || event.target.closest('select, input:not([type=checkbox]), textarea')) return;
    const action = { n: () => step(true), p: () => step(false), ']': () => leap(true), '[': () => leap(false), f: () => form.elements[0].parentNode && form.querySelector('input').focus() }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // Tables sort by what their header says, once somebody can see them.
  function sortable(table) {
    all('thead th', table).forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') === 'descending' || (!head.hasAttribute('aria-sort') && !head.classList.contains('n'));
        for (const other of all('th[aria-sort]', table)) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const key = (row) => { const cell = row.cells[column]; return 'n' in cell.dataset ? (cell.dataset.n === '' ? -Infinity : +cell.dataset.n) : cell.textContent.trim().toLowerCase(); };
        const rows = [...table.tBodies[0].rows].map((row) => [key(row), row]);
        rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1));
        table.tBodies[0].append(...rows.map(([, row]) => row));
      });
    });
  }
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { seen.unobserve(entry.target); sortable(entry.target); }
  }, { rootMargin: '600px' });
  all('table.sortable').forEach((table) => seen.observe(table));
})();
