// A list goes on by itself, batch by batch; whoever leaves comes back to the button.
(() => {
  const form = document.querySelector('form[data-go]');
  if (form) form.requestSubmit();
})();
