'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const claims = data.claims || {};
  const pairs = data.pairs || [];
  const gravity = ['conflict', 'updated', 'compatible', 'agree'];

  // Text of reports becomes text of the page and nothing else.
  const make = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside.filter((part) => part !== null && part !== undefined));
    return element;
  };

  const quote = (claim) => {
    const [before, figure, after] = claim.words;
    const by = make('footer', '', make('cite', '', make('bdi', '', claim.outlet)));
    if (claim.day) by.append(', ' + claim.day);
    if (claim.speaker) by.append(' · ', make('bdi', '', claim.speaker));
    by.append(make('span', 'place', claim.place));
    const block = make('blockquote', '', make('p', '', before, make('mark', '', figure), after), by);
    block.dir = 'auto';
    return block;
  };

  const dialog = document.getElementById('sides');
  const open = (id) => {
    const own = claims[id];
    if (!dialog || !own) return;
    const others = pairs
      .filter(([a, b]) => a === id || b === id)
      .map(([a, b, verdict, because]) => ({ claim: claims[a === id ? b : a], verdict, because }))
      .filter((other) => other.claim)
      .sort((x, y) => gravity.indexOf(x.verdict) - gravity.indexOf(y.verdict));
    document.getElementById('sides-title').textContent = own.outlet + ': ' + own.value;
    document.getElementById('side-a').replaceChildren(quote(own));
    const told = others.slice(0, 12).map((other) =>
      make('div', 'other',
        make('span', 'chip ' + other.verdict, other.verdict),
        quote(other.claim),
        other.because ? make('p', 'reason', other.because) : null));
    if (others.length > 12) told.push(make('p', 'more', 'and ' + (others.length - 12) + ' more'));
    if (others.length === 0) told.push(make('p', 'reason', 'Held against no other figure.'));
    document.getElementById('side-b').replaceChildren(...told);
    dialog.showModal();
    dialog.scrollTop = 0;
  };

  document.addEventListener('click', (event) => {
    const from = event.target.closest('[data-claim]');
    if (from) open(from.dataset.claim);
    else if (event.target === dialog || event.target.closest('.close')) dialog.close();
  });

  // Arrow keys go from cell to cell.
  document.addEventListener('keydown', (event) => {
    const here = event.target.closest('td button');
    if (!here) return;
    const column = (button) => button.closest('td').cellIndex;
    const all = [...here.closest('table').querySelectorAll('td button')].filter((b) => !b.closest('[hidden]'));
    const at = all.indexOf(here);
    const step = { ArrowRight: [1, false], ArrowLeft: [-1, false], ArrowDown: [1, true], ArrowUp: [-1, true] }[event.key];
    if (!step) return;
    let next = at + step[0];
    while (step[1] && all[next] && column(all[next]) !== column(here)) next += step[0];
    if (!all[next]) return;
    event.preventDefault();
    all[next].focus();
  });

  const form = document.querySelector('.filters');
  const filter = () => {
    const kinds = new Set([...form.querySelectorAll('[name=verdict]:checked')].map((box) => box.value));
    const measure = form.elements.measure.value;
    let shown = 0;
    let all = 0;
    for (const element of document.querySelectorAll('main [data-verdict]')) {
      const { verdict, measure: own } = element.dataset;
      element.hidden = !kinds.has(verdict) || (measure !== '' && own !== measure);
      if (element.tagName !== 'TR') continue;
      all += 1;
      shown += element.hidden ? 0 : 1;
    }
    for (const heading of document.querySelectorAll('tr.heading')) {
      let row = heading.nextElementSibling;
      let empty = true;
      for (; row && row.classList.contains('part'); row = row.nextElementSibling) empty = empty && row.hidden;
      heading.hidden = empty;
    }
    for (const table of document.querySelectorAll('.scroll')) {
      table.hidden = ![...table.querySelectorAll('tbody tr')].some((row) => !row.hidden);
    }
    form.querySelector('.shown').textContent = shown === all ? '' : shown + ' of ' + all + ' figures shown';
  };
  if (form) {
    form.addEventListener('change', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    filter();
  }

  window.addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
})();
