// Betters what can be selected and copied by hand: a button that copies it.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = 'Copied';
  });
}
