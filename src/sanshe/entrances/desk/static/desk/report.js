// A report goes on by itself, step by step; whoever leaves comes back to the button.
(() => {
  const form = document.querySelector('form[data-go]');
  if (form) form.requestSubmit();
})();
