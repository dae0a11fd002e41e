// Betters the tree of tools, which works without: a box a domain, ticks that bring others along, and counts that stay true.
for (const tree of document.querySelectorAll('[data-tool-tree]')) {
  const boxes = [...tree.querySelectorAll('input[name="tool"]:not(:disabled)')];
  const domains = [...tree.querySelectorAll('[data-domain]')].map((element) => {
    const own = boxes.filter((box) => element.contains(box));
    const label = document.createElement('label');
    label.className = 'option all';
    const all = document.createElement('input');
    all.type = 'checkbox';
    const words = document.createElement('span');
    words.textContent = `All of ${element.querySelector('summary strong').textContent}`;
    label.append(all, words);
    if (own.length > 1) element.querySelector('fieldset').prepend(label);
    all.addEventListener('change', () => {
      for (const box of own) tick(box, all.checked);
      chooseTicked();
      show();
    });
    return { own, all, count: element.querySelector('[data-count]') };
  });

  // Taking a tick away takes none of the others away: they may be wanted for themselves.
  function tick(box, checked) {
    if (box.checked !== checked) box.checked = checked;
    if (!checked) return;
    const names = `${box.dataset.brings} ${box.dataset.waits}`.split(' ');
    for (const other of boxes) if (names.includes(other.value) && !other.checked) tick(other, true);
  }

  // Who ticks does not mean everything.
  function chooseTicked() {
    tree.querySelector('input[name="tools"][value="ticked"]').checked = true;
  }

  function show() {
    const everything = tree.querySelector('input[name="tools"][value="all"]').checked;
    for (const { own, all, count } of domains) {
      const ticked = own.filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === own.length;
      all.indeterminate = ticked > 0 && ticked < own.length;
      if (count) count.textContent = `${ticked} of ${own.length}`;
    }
    const ticked = boxes.filter((box) => box.checked).length;
    tree.classList.toggle('everything', everything);
    tree.querySelector('[data-tally]').textContent = everything
      ? 'Everything that your role allows, also later.'
      : `${ticked} of ${boxes.length} ticked.`;
  }

  tree.addEventListener('change', ({ target }) => {
    if (target.name === 'tool') {
      tick(target, target.checked);
      chooseTicked();
    }
    if (target.name === 'tool' || target.name === 'tools') show();
  });
  show();
}
