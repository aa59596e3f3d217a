// node drive.mjs LAB_DIR URL SHOTS STORY: does in JupyterLab what a story (editing, showing, serving) tells, as a person would.
// One line a step; a screenshot of each in SHOTS. Exit 1 at the first that fails.
import { Person } from './person.mjs';

const [labDir, url, shots, name] = process.argv.slice(2);
const story = await import(`./${name}.mjs`);
let person;
try {
  person = await Person.open(labDir, url, shots, name, story.flags);
  await story.tell(person);
} catch (error) {
  await person?.shot('failed');
  console.error(String(error).slice(0, 600));
  process.exitCode = 1;
} finally {
  await person?.close();
}
