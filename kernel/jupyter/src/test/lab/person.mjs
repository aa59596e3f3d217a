// A person at a notebook in JupyterLab: opens it, types, runs cells and looks at what shows. One at a time.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const LIMIT = { timeout: 60000 * (process.env.WEFT_TIME_FACTOR ?? 1) };

export class Person {
  #browser; #shots; #number = 0;

  // What the browser cannot reach is said by more flags, since JupyterLab itself is asked by its number 127.0.0.1.
  static async open(labDir, url, shots, name, flags = []) {
    const { chromium } = createRequire(resolve(labDir, 'open.mjs'))('playwright-core');
    const person = new Person();
    person.name = name;
    person.#shots = shots;
    person.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...flags] });
    person.page = await person.#browser.newPage({ viewport: { width: 1280, height: 900 } });
    await person.page.goto(url);
    await person.page.waitForSelector('.jp-NotebookPanel .jp-Cell .cm-content', LIMIT);
    await person.idle();
    return person;
  }

  async close() {
    await this.page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()).catch(() => {});
    await this.#browser.close();
  }

  // Something that is done and looked at: a line, and a screenshot of what came of it.
  async step(name, action) {
    await action();
    await this.shot(name);
    console.log(`ok ${this.#number} ${name}`);
  }

  async shot(name) {
    await this.page.waitForTimeout(150);   // JupyterLab scrolls to the next cell after a run
    await this.page.screenshot({ path: this.path(name) }).catch(() => {});
  }

  // Of the next screenshot.
  path(name) {
    return `${this.#shots}/${this.name}-${++this.#number}-${name.replaceAll(' ', '-')}.png`;
  }

  skip(name, reason) {
    console.log(`skipped ${++this.#number} ${name}: ${reason}`);
  }

  when(condition, argument = null) {
    return this.page.waitForFunction(condition, argument, LIMIT);
  }

  idle() {
    return this.when(() => {
      const context = window.jupyterapp?.shell.currentWidget?.sessionContext, kernel = context?.session?.kernel;
      return kernel && context.isReady && kernel.connectionStatus === 'connected' && kernel.status === 'idle';
    });
  }

  // Until some output holds the text.
  shown(text, times = 1) {
    return this.when(([wanted, n]) => [...document.querySelectorAll('.jp-OutputArea-output')]
      .filter(node => node.textContent.includes(wanted)).length >= n, [text, times]);
  }

  async write(code) {
    await this.page.locator('.jp-NotebookPanel .jp-CodeCell .jp-InputArea .cm-content').last().click(LIMIT);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.insertText(code);
  }

  async run(code) {
    await this.write(code);
    await this.page.keyboard.press('Shift+Enter');
  }

  press(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  // The element in an output for which the check, which runs in the page, holds.
  async seen(selector, check = () => true) {
    await this.when(([wanted, holds]) => [...document.querySelectorAll(`.jp-OutputArea-output ${wanted}`)]
      .some(node => (0, eval)(holds)(node)), [selector, String(check)]);
    const elements = this.page.locator(`.jp-OutputArea-output ${selector}`);
    for (let i = await elements.count() - 1; i >= 0; i--) {
      if (await elements.nth(i).evaluate((node, holds) => (0, eval)(holds)(node), String(check))) {
        await elements.nth(i).scrollIntoViewIfNeeded();
        return elements.nth(i);
      }
    }
    throw new Error(`${selector} showed and went away`);
  }

  // The frame of the newest page that a cell shows.
  async frame() {
    const output = await this.seen('iframe');
    return (await output.elementHandle()).contentFrame();
  }
}
