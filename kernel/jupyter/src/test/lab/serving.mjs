// A server's page in a tab of its own, where the browser reaches the kernel's machine.
import { SERVER, alive } from './pages.mjs';

export const tell = async person => {
  await person.step('a server', async () => {
    await person.run(SERVER + '\napp');
    await person.seen('a', node => /^http:\/\/localhost:\d+/.test(node.href));
    await person.shown('/pieces');
  });
  await person.step('its page by the link', async () => {
    const link = await person.seen('a', node => /^http:\/\/localhost:\d+/.test(node.href));
    const [tab] = await Promise.all([person.page.context().waitForEvent('page'), link.click()]);
    await tab.waitForLoadState();
    await alive(person, tab);
    await tab.screenshot({ path: person.path('the-tab') });
    await tab.close();
  });
  await person.step('live by comms as well', async () => {
    await person.run('app.show("/").height(220)');
    await alive(person, await person.frame());
  });
};
