// Without this script every page works by reload; with it pages change by themselves, forms keep
// the place where one is reading, and the control page can try its requests.
(() => {
  'use strict';

  // --- change what differs, leave what is being typed or was opened -------------------------------

  const typed = (field) =>
    field === document.activeElement ||
    (field.type === 'checkbox' || field.type === 'radio'
      ? field.checked !== field.defaultChecked
      : field.tagName === 'SELECT'
        ? false
        : field.value !== field.defaultValue);

  const attributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && name !== 'open' && name !== 'hidden') old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  };

  const keyOf = (node) => (node.nodeType === 1 && node.dataset.key) || '';

  const morph = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
      old.replaceWith(fresh.cloneNode(true));
      return;
    }
    if (old.nodeType !== 1) {
      old.nodeValue = fresh.nodeValue;
      return;
    }
    if (old.matches('input, select, textarea')) {
      if (typed(old)) return;
      if (old.tagName === 'SELECT' && old.contains(document.activeElement)) return;
    }
    if (old.matches('[data-try], [data-keep]')) return;
    attributes(old, fresh);
    children(old, fresh);
  };

  // What this script put there stays: a refusal at its form, a line added by hand.
  const others = (node) => {
    while (node && node.nodeType === 1 && 'mine' in node.dataset) node = node.nextSibling;
    return node;
  };

  const children = (old, fresh) => {
    const known = new Map([...old.childNodes].filter(keyOf).map((node) => [keyOf(node), node]));
    const wanted = new Set([...fresh.childNodes].map(keyOf));
    let place = others(old.firstChild);
    for (const next of [...fresh.childNodes]) {
      const key = keyOf(next);
      while (place && keyOf(place) && !wanted.has(keyOf(place))) {
        const gone = place;
        place = others(place.nextSibling);
        gone.remove();
      }
      const same = key ? known.get(key) : place && !keyOf(place) ? place : null;
      if (!same) {
        const made = document.importNode(next, true);
        if (key) made.classList.add('fresh');
        old.insertBefore(made, place);
      } else {
        if (same !== place) old.insertBefore(same, place);
        else place = others(place.nextSibling);
        morph(same, next);
      }
    }
    while (place) {
      const gone = place;
      place = others(place.nextSibling);
      gone.remove();
    }
  };

  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');

  const show = (page) => {
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(part.id);
      if (fresh) morph(part, fresh);
    }
    prepare();
  };

  // --- live ---------------------------------------------------------------------------------------

  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const seen = () =>
    document.hidden
      ? new Promise((done) => document.addEventListener('visibilitychange', done, { once: true }))
      : Promise.resolve();

  const here = () => location.pathname + location.search.replace(/([?&])(done|problem)=[^&]*/g, '$1');

  const look = async () => show(parse(await (await fetch(here())).text()));

  const watch = async () => {
    let since = '0';
    for (;;) {
      await seen();
      try {
        const answer = await fetch('/console/live?since=' + since);
        if (!answer.ok) throw new Error('not there');
        const now = await answer.text();
        if (now !== since && since !== '0') await look();
        since = now;
        document.documentElement.classList.remove('away');
        await rest(500);
      } catch {
        document.documentElement.classList.add('away');
        await rest(2000);
      }
    }
  };

  // --- forms --------------------------------------------------------------------------------------

  const say = (form, page) => {
    document.querySelectorAll('main > .notice, main > .done, form > .notice').forEach((it) => it.remove());
    const said = page.querySelector('main > .notice, main > .done');
    if (!said) return;
    const words = document.importNode(said, true);
    words.dataset.mine = '';
    if (words.matches('.notice') && form.isConnected) form.prepend(words);
    else document.querySelector('#content').before(words);
  };

  const submit = async (event) => {
    const form = event.target;
    // Not form.method and form.action: a field of that name would stand for them.
    if (form.getAttribute('method') !== 'post' || form.dataset.try) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body });
    const page = parse(await answer.text());
    const to = new URL(answer.url);
    const refused = to.searchParams.has('problem');
    to.searchParams.delete('done');
    to.searchParams.delete('problem');
    if (refused) {
      say(form, page);
      return;
    }
    if (to.pathname !== location.pathname) {
      location.assign(answer.url);
      return;
    }
    form.reset();
    show(page);
    say(form, page);
    form.closest('details.clock')?.removeAttribute('open');
  };

  const lines = () => {
    for (const button of document.querySelectorAll('[data-add-line][hidden]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const body = button.closest('form').querySelector('.lines tbody');
        const line = body.lastElementChild.cloneNode(true);
        line.querySelectorAll('input').forEach((it) => (it.value = it.name === 'Quantity' ? '1' : ''));
        line.dataset.mine = '';
        body.append(line);
        line.querySelector('[name=Description]').focus();
      });
    }
  };

  const kinds = () => {
    const select = document.querySelector('[data-kinds]');
    if (!select) return;
    const fit = () => {
      const wanted = (select.selectedOptions[0].dataset.fields || '').split(' ');
      document.querySelectorAll('[data-of-kind]').forEach((label) => {
        label.hidden = !wanted.includes(label.dataset.ofKind);
        label.querySelector('input').disabled = label.hidden;
      });
    };
    select.onchange = fit;
    fit();
  };

  // --- the control page ---------------------------------------------------------------------------

  const attempt = async (event) => {
    const form = event.target;
    if (!form.dataset.try) return;
    event.preventDefault();
    let path = form.dataset.path;
    const query = new URLSearchParams();
    let body;
    for (const field of form.querySelectorAll('[data-in]')) {
      if (field.dataset.in === 'path') path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
      else if (field.dataset.in === 'query' && field.value) query.set(field.name, field.value);
      else if (field.dataset.in === 'body' && field.value) body = field.value;
    }
    const address = path + (query.size ? '?' + query : '');
    const out = form.querySelector('.answer');
    const answer = await fetch(address, {
      method: form.dataset.try,
      body,
      headers: body ? { 'Content-Type': 'application/json' } : {},
    });
    let text = await answer.text();
    try {
      text = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      /* not JSON: shown as it came */
    }
    if (text.length > 50000) text = text.slice(0, 50000) + '\n…';
    out.hidden = false;
    out.firstElementChild.textContent = `${form.dataset.try} ${address}\n${answer.status}\n\n${text}`;
  };

  // --- small things -------------------------------------------------------------------------------

  const prepare = () => {
    lines();
    kinds();
  };

  document.addEventListener('submit', (event) => {
    attempt(event);
    submit(event).catch(() => location.reload());
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.querySelector('details.clock')?.removeAttribute('open');
    const typing = event.target.matches('input, select, textarea');
    if (event.key === '/' && !typing) {
      const search = document.querySelector('input[type=search]');
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });
  const target = location.hash && document.querySelector(location.hash);
  if (target && target.tagName === 'DETAILS') target.open = true;
  document.querySelectorAll('nav [aria-current]').forEach((link) => {
    const nav = link.parentElement;
    nav.scrollLeft = link.offsetLeft - nav.offsetLeft - 40;
  });
  prepare();
  watch();
})();
