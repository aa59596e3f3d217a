// What cells show: a bar that moves, tables, pictures, charts, errors with their places, timelines, and widgets where the lab has them.

export const tell = async person => {
  const { page } = person;
  await person.step('a bar moves', async () => {
    await person.run('map(progress("pages", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), n -> { sleep(millis(400)); return n * n; },'
      + ' limit(1)).getLast()');
    const bar = await person.seen('progress', node => node.value > 0 && node.value < 1);
    const early = await bar.evaluate(node => node.value);
    await person.shot('a bar');
    await person.when(before => document.querySelector('.jp-OutputArea-output progress').value > before, early);
    await person.shown('10/10');
    await person.shown('100');
  });
  await person.step('a table', async () => {
    await person.run('record City(String name, int people, double area) {}\n'
      + 'List.of(new City("Praha", 1_357_000, 496.2), new City("Brno", 400_000, 230.2), new City("<b>&", -1, 0.5))');
    await person.seen('table', node => node.rows.length === 4 && node.rows[0].textContent.includes('people')
      && node.rows[3].textContent.includes('<b>&'));
  });
  await person.step('a picture', async () => {
    await person.run(`var picture = new java.awt.image.BufferedImage(200, 100, java.awt.image.BufferedImage.TYPE_INT_RGB);
var pen = picture.createGraphics();
pen.setColor(java.awt.Color.ORANGE);
pen.fillOval(50, 10, 100, 80);
picture`);
    await person.seen('img', node => node.complete && node.naturalWidth === 200 && node.naturalHeight === 100);
  });
  await person.step('a chart', async () => {
    await person.run(`var xs = IntStream.range(0, 100).mapToObj(i -> i / 10.0).toList();
chart("a sine and its cosine").line("sin", xs, xs.stream().map(Math::sin).toList())
    .line("cos", xs, xs.stream().map(Math::cos).toList())`);
    await person.seen('img', node => node.complete && node.naturalWidth > 600);
  });
  await person.step('a mistake with its place', async () => {
    await person.run('int ok = 1;\nint total = ok + lenght("abc");');
    await person.shown('cannot find symbol');
    await person.when(() => [...document.querySelectorAll('.jp-OutputArea-output')]
      .some(node => /lenght\("abc"\);\s*\|\s*\^+/.test(node.textContent)));
  });
  await person.step('an exception with its place', async () => {
    await person.run('int half(int n) {\n    return 100 / (n - 4);\n}\nIntStream.range(0, 9).map(n -> half(n)).sum()');
    await person.shown('/ by zero');
    await person.when(() => [...document.querySelectorAll('.jp-OutputArea-output')]
      .some(node => /cell \d+, line 2, in half/.test(node.textContent)));
  });
  await person.step('a timeline', async () => {
    await person.run('timeline(() -> gather(() -> { sleep(millis(600)); println("a"); }, () -> sleep(millis(300)), () -> {\n'
      + '    for (int i = 0; i < 3; i++) sleep(millis(100)); }))');
    await person.seen('img', node => node.complete && node.src.startsWith('data:image/svg')
      && decodeURIComponent(node.src).includes('sleep 600 ms'));
  });
  await person.step('a task that is followed', async () => {
    await person.run('spawn("answer", () -> { sleep(seconds(2)); return 42; })');
    await person.shown('running');
    await person.shot('a task runs');
    await person.when(() => /answer\s*done[\s\S]*42/.test(
      [...document.querySelectorAll('.jp-OutputArea-output')].at(-1).textContent));
  });
  await person.run('label("are there widgets?")');
  await page.waitForFunction(() => document.querySelector('.jp-OutputArea-output .widget-label')
    || [...document.querySelectorAll('.jp-OutputArea-output')].at(-1).textContent.includes('are there widgets?'), null,
    { timeout: 60000 });
  if (await page.locator('.jp-OutputArea-output .widget-label').count() === 0) {
    person.skip('a button and a slider', 'this JupyterLab has no ipywidgets');
    return;
  }
  await person.step('a button and a slider', async () => {
    await person.run(`var n = slider("n", 0, 100);
var note = label("not yet");
n.onChange(v -> note.value("n is " + v));
vbox(hbox(n, note), button("Run", () -> println("clicked, n = " + n.value())))`);
    await person.seen('.widget-button');
    await person.run('println("busy"); sleep(seconds(600));');
    await person.shown('busy');
    await page.locator('.widget-slider .noUi-handle').first().focus();
    await person.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await person.when(() => [...document.querySelectorAll('.widget-label')].some(node => node.textContent === 'n is 3'));
    await page.locator('.widget-button').first().click();
    await person.shown('clicked, n = 3');
    await page.locator('.widget-button').first().scrollIntoViewIfNeeded();
  });
};
