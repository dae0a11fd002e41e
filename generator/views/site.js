const box = document.querySelector('#search');
const input = box.querySelector('input');
const list = box.querySelector('ol');
const root = new URL(box.dataset.root || './', location.href);

// Without scripts the reference is whole all the same; the field wakes when it can be of use.
input.disabled = false;

let pagefind;
let latest = 0;

async function find(words) {
  pagefind ??= await import(new URL('pagefind/pagefind.js', root).href);
  const { results } = await pagefind.search(words);
  return Promise.all(results.slice(0, 8).map((result) => result.data()));
}

function show(pages, words) {
  list.replaceChildren(
    ...pages.map((page) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = page.url;
      link.textContent = page.meta.title;
      const excerpt = document.createElement('small');
      excerpt.textContent = new DOMParser().parseFromString(page.excerpt, 'text/html').body.textContent;
      link.append(excerpt);
      item.append(link);
      return item;
    }),
  );
  if (pages.length === 0) {
    const item = document.createElement('li');
    item.textContent = `Nothing about “${words}”.`;
    list.append(item);
  }
  list.hidden = false;
}

input.addEventListener('input', async () => {
  const words = input.value.trim();
  const mine = ++latest;
  if (words === '') {
    list.hidden = true;
    return;
  }
  const pages = await find(words);
  if (mine === latest) show(pages, words);
});

input.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') list.hidden = true;
  if (event.key === 'ArrowDown') list.querySelector('a')?.focus();
});

for (const block of document.querySelectorAll('pre')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('code').textContent);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  });
  block.append(button);
}

// The same call in several languages stands one below the other; with scripts, as tabs.
const samples = [...document.querySelectorAll('main > p:has(> strong:only-child) + pre')];
for (const first of samples.filter((block) => !isSample(block.previousElementSibling.previousElementSibling))) {
  const group = [first];
  while (isSample(group.at(-1).nextElementSibling?.nextElementSibling)) {
    group.push(group.at(-1).nextElementSibling.nextElementSibling);
  }
  if (group.length > 1) makeTabs(group);
}

function isSample(element) {
  return samples.includes(element);
}

function makeTabs(blocks) {
  const bar = document.createElement('div');
  bar.role = 'tablist';
  bar.className = 'tabs';
  const tabs = blocks.map((block) => {
    const label = block.previousElementSibling;
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.role = 'tab';
    tab.textContent = label.textContent;
    label.remove();
    block.role = 'tabpanel';
    block.ariaLabel = tab.textContent;
    tab.addEventListener('click', () => choose(tab.textContent));
    bar.append(tab);
    return tab;
  });
  blocks[0].before(bar);
  bar.choose = (name) => {
    tabs.forEach((tab, index) => {
      const chosen = tab.textContent === name;
      tab.ariaSelected = String(chosen);
      tab.tabIndex = chosen ? 0 : -1;
      blocks[index].hidden = !chosen;
    });
  };
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    choose(next.textContent);
    next.focus();
  });
  bar.choose(tabs[0].textContent);
}

// Whoever reads curl in one example reads curl in the next.
function choose(name) {
  for (const bar of document.querySelectorAll('.tabs')) bar.choose(name);
}
