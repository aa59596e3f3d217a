// A page shown in the notebook is alive also where the browser cannot reach the kernel's machine, as with hubs and containers.
import { SERVER, alive } from './pages.mjs';

export const flags = ['--host-resolver-rules=MAP localhost ~NOTFOUND'];

export const tell = async person => {
  await person.step('the server cannot be reached', async () => {
    await person.run(SERVER + '\nprintln("at " + app.url());');
    await person.shown('at http://localhost');
    const url = await person.page.evaluate(() => /at (http:\S+)/.exec(
      [...document.querySelectorAll('.jp-OutputArea-output')].map(node => node.textContent).join('\n'))[1]);
    const reached = await person.page.evaluate(where => fetch(where, { mode: 'no-cors' }).then(() => true, () => false), url);
    if (reached) throw new Error('the browser reaches the server, so this shows nothing');
  });
  await person.step('a live page', async () => {
    await person.run('app.show("/").height(220)');
    await alive(person, await person.frame());
  });
  const shows = async text => {
    const frame = await person.frame();
    await frame.waitForFunction(wanted => document.body?.textContent.includes(wanted), text, { timeout: 60000 });
    return frame;
  };
  await person.step('a link', async () => {
    await (await person.frame()).click('text=Lily');
    await shows('hello, Lily');
  });
  await person.step('back and a form', async () => {
    await (await person.frame()).click('text=back');
    const frame = await shows('counted');
    await frame.fill('input', 'good day');
    await frame.click('text=say');
    await shows('you said good day');
  });
  await person.step('while a cell runs', async () => {
    await person.run('println("busy"); sleep(seconds(600));');
    await person.shown('busy');
    await person.run('app.show("/").height(220)');
    const first = await person.frame();
    await person.page.evaluate(() => document.querySelector('.jp-OutputArea-output iframe').scrollIntoView());
    await first.evaluate(() => fetch('/hello?name=Tom').then(answer => answer.text()).then(text => document.body.innerHTML = text));
    await shows('hello, Tom');
  });
  await person.step('a page whose kernel was restarted says so', async () => {
    const frame = await person.frame();
    await person.press('Escape', '0', '0');
    await person.page.locator('.jp-Dialog .jp-mod-accept').click();
    await person.page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.kernelDisplayStatus !== 'idle',
      null, { timeout: 10000 }).catch(() => undefined);
    await person.idle();
    const said = await frame.evaluate(() => fetch('/hello').then(() => 'answered', error => error.message));
    if (!said.includes('run its cell again')) throw new Error(said);
  });
};
