// node drive.mjs LAB_DIR URL SHOTS: in JupyterLab, as a person would: runs a cell, completes by Tab, answers a question, interrupts by
// the button and by `i i`, and restarts by `0 0`. One line a step; a screenshot of each in SHOTS. Exit 1 at the first that fails.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
const [labDir, url, shots] = process.argv.slice(2);
const { chromium } = createRequire(resolve(labDir, 'open.mjs'))('playwright-core');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const limit = { timeout: 120000 };
let number = 0;

const step = async (name, action) => {
  await action();
  await page.screenshot({ path: `${shots}/${++number}-${name.replaceAll(' ', '-')}.png` });
  console.log(`ok ${number} ${name}`);
};
const idle = () => page.waitForFunction(() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext, kernel = context?.session?.kernel;
  return kernel && context.isReady && kernel.connectionStatus === 'connected' && kernel.status === 'idle';
}, null, limit);
const shown = text => page.waitForFunction(wanted => [...document.querySelectorAll('.jp-OutputArea-output')]
  .some(node => node.textContent.includes(wanted)), text, limit);
const lastCell = () => page.locator('.jp-NotebookPanel .jp-CodeCell .jp-InputArea .cm-content').last();
const write = async code => {
  await lastCell().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(code);
};
const run = async code => {
  await write(code);
  await page.keyboard.press('Shift+Enter');
};

try {
  await page.goto(url);
  await page.waitForSelector('.jp-NotebookPanel .jp-Cell .cm-content', limit);
  await idle();
  await step('run a cell', async () => {
    await run('println("čau 😀"); IntStream.rangeClosed(1, 20).sum()');
    await shown('čau 😀');
    await shown('210');
  });
  await step('complete by Tab', async () => {
    await write('Math.floorM');
    // JupyterLab waits a second for a completion; on a loaded machine a person presses Tab again.
    let found = false;
    for (let tries = 0; tries < 10 && !found; tries++) {
      await page.keyboard.press('Tab');
      found = await page.waitForFunction(() => document.querySelector('.jp-Completer')?.textContent.includes('floorMod')
        || [...document.querySelectorAll('.cm-content')].at(-1).textContent.includes('floorMod'), null, { timeout: 5000 })
        .then(() => true, () => false);
    }
    if (!found) throw new Error('no completion');
  });
  await step('take the completion', async () => {
    if (await page.locator('.jp-Completer').isVisible()) await page.keyboard.press('Enter');
    await run('Math.floorMod(-1, 43)');
    await shown('42');
  });
  await step('answer a question', async () => {
    await run('"hello " + input("who? ").toUpperCase()');
    const field = page.locator('.jp-Stdin-input').last();
    await field.waitFor(limit);
    await field.fill('žofie');
    await page.keyboard.press('Enter');
    await shown('hello ŽOFIE');
  });
  await step('interrupt by the button', async () => {
    await run('println("spinning"); while (true) {}');
    await shown('spinning');
    await page.locator('[data-command="notebook:interrupt-kernel"], button[title^="Interrupt"], '
      + 'jp-button[title^="Interrupt"]').first().click();
    await shown('The cell was interrupted');
    await idle();
  });
  await step('interrupt by i i', async () => {
    await run('println("sleeping"); sleep(seconds(600));');
    await shown('sleeping');
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await page.keyboard.press('i');
    await page.waitForFunction(() => [...document.querySelectorAll('.jp-OutputArea-output')]
      .filter(node => node.textContent.includes('The cell was interrupted')).length >= 2, null, limit);
    await idle();
  });
  await step('restart by 0 0', async () => {
    await run('int kept = 1;');
    await idle();
    await page.keyboard.press('Escape');
    await page.keyboard.press('0');
    await page.keyboard.press('0');
    await page.locator('.jp-Dialog .jp-mod-accept').click(limit);
    await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.kernelDisplayStatus !== 'idle',
      null, limit).catch(() => undefined);
    await idle();
    await run('kept');
    await shown('cannot find symbol');
  });
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown());
} catch (error) {
  await page.screenshot({ path: `${shots}/failed.png` }).catch(() => {});
  console.error(String(error).slice(0, 600));
  process.exitCode = 1;
} finally {
  await browser.close();
}
