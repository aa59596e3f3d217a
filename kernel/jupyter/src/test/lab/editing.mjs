// Cells are run, completed, looked up, asked for input, interrupted and restarted, by keys and by buttons.
const button = (page, command, title) => page.locator(
  `[data-command="${command}"], button[title^="${title}"], jp-button[title^="${title}"]`).first();

export const tell = async person => {
  const { page } = person;
  await person.step('run a cell', async () => {
    await person.run('println("čau 😀"); IntStream.rangeClosed(1, 20).sum()');
    await person.shown('čau 😀');
    await person.shown('210');
  });
  await person.step('complete by Tab', async () => {
    await person.write('Math.floorM');
    // JupyterLab waits a second for a completion; on a loaded machine a person presses Tab again.
    let found = false;
    for (let tries = 0; tries < 10 && !found; tries++) {
      await person.press('Tab');
      found = await page.waitForFunction(() => document.querySelector('.jp-Completer')?.textContent.includes('floorMod')
        || [...document.querySelectorAll('.cm-content')].at(-1).textContent.includes('floorMod'), null, { timeout: 5000 })
        .then(() => true, () => false);
    }
    if (!found) throw new Error('no completion');
  });
  await person.step('take the completion', async () => {
    if (await page.locator('.jp-Completer').isVisible()) await person.press('Enter');
    await person.run('Math.floorMod(-1, 43)');
    await person.shown('42');
  });
  await person.step('inspect by Shift Tab', async () => {
    await person.write('Math.floorMod');
    let found = false;
    for (let tries = 0; tries < 10 && !found; tries++) {
      await person.press('Shift+Tab');
      found = await page.waitForFunction(() => document.querySelector('.jp-Tooltip')?.textContent.includes('floorMod(int'),
        null, { timeout: 5000 }).then(() => true, () => false);
    }
    if (!found) throw new Error('no tooltip');
  });
  await person.step('answer a question', async () => {
    await person.press('Escape');
    await person.run('"hello " + input("who? ").toUpperCase()');
    const field = page.locator('.jp-Stdin-input').last();
    await field.waitFor();
    await field.fill('žofie');
    await person.press('Enter');
    await person.shown('hello ŽOFIE');
  });
  await person.step('interrupt by the button', async () => {
    await person.run('println("spinning"); while (true) {}');
    await person.shown('spinning');
    await button(page, 'notebook:interrupt-kernel', 'Interrupt').click();
    await person.shown('The cell was interrupted');
    await person.idle();
  });
  await person.step('interrupt by i i', async () => {
    await person.run('println("sleeping"); sleep(seconds(600));');
    await person.shown('sleeping');
    await person.press('Escape', 'i', 'i');
    await person.shown('The cell was interrupted', 2);
    await person.idle();
  });
  const restarted = async ask => {
    await person.run('int kept = 1;');
    await person.idle();
    await ask();
    await page.locator('.jp-Dialog .jp-mod-accept').click();
    await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.kernelDisplayStatus !== 'idle',
      null, { timeout: 10000 }).catch(() => undefined);
    await person.idle();
    await person.run('kept');
  };
  await person.step('restart by 0 0', async () => {
    await restarted(() => person.press('Escape', '0', '0'));
    await person.shown('cannot find symbol');
  });
  await person.step('restart by the button', async () => {
    await restarted(() => button(page, 'notebook:restart-kernel', 'Restart the kernel').click());
    await person.shown('cannot find symbol', 2);
  });
};
