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
