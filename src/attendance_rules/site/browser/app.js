// "What applies to this pupil?": one question a page, from what is not known to what is expected.
//
// A view is a step to be answered, the answers to be checked, or the result; a step that was asked
// for there leads back to it. The browser's own history holds only the number of each view, so that
// its Back works and nothing is kept.

import { Answers, ASKED_BY } from "./answers.js";
import { button, element } from "./dom.js";
import { form } from "./question.js";
import { noDecision, safeguarding } from "./notices.js";
import { page } from "./page.js";
import { answerList, answersInPrint, contradicting } from "./recap.js";
import { leftInWords, Result, tally, tierSentence } from "./result.js";
import { decide, obligations } from "./rules.js";
import { sharing } from "./sharing.js";
import { stepOf } from "./steps.js";

const CHECK = "?check";
const RESULT = "?result";

class Page {
  #root;
  #view = element("div", { class: "wa-view" });
  #partial = element("div", { class: "wa-partial", "aria-live": "polite" });
  #answers = new Answers();
  #views = [{ name: ASKED_BY }];
  #at = 0;
  #example = null;
  #leftOut = false;

  constructor(root) {
    this.#root = root;
    root.replaceChildren(this.#view, this.#partial, noDecision());
    history.replaceState({ view: 0 }, "");
    window.addEventListener("popstate", ({ state }) => this.#moved(state?.view));
    window.addEventListener("hashchange", () => this.#fromLink());
    if (!this.#fromLink()) this.#draw(false);
    root.hidden = false;
    document.getElementById("worked-example").hidden = true;
  }

  /** Answers that came with the address, if there are any. */
  #fromLink() {
    const found = Answers.fromFragment(location.hash);
    if (found === null) return false;
    this.#answers = found.answers;
    this.#example = Object.hasOwn(obligations, found.show ?? "") ? found.show : null;
    this.#leftOut = found.leftOut;
    this.#views = [{ name: RESULT }];
    this.#at = 0;
    history.replaceState({ view: 0 }, "");
    this.#draw(false);
    return true;
  }

  #moved(at) {
    if (at === undefined) return;
    this.#at = at < this.#views.length ? at : 0;
    this.#draw();
  }

  #go(name, comeBackTo = null) {
    this.#views = [...this.#views.slice(0, this.#at + 1), { name, comeBackTo }];
    this.#at += 1;
    history.pushState({ view: this.#at }, "");
    this.#draw();
  }

  /** What comes after an answer: the next question, and after the last the answers. */
  #goOn() {
    const { contradictions, left } = this.#answers;
    const { comeBackTo } = this.#views[this.#at];
    this.#go(contradictions.length ? CHECK : (comeBackTo ?? left[0] ?? CHECK));
  }

  #draw(moveFocus = true) {
    const view = this.#views[this.#at].name;
    if (view !== CHECK && view !== RESULT) this.#question(view);
    else if (view === CHECK || this.#answers.contradictions.length) this.#check();
    else this.#result();
    this.#root.closest(".wa-page")?.classList.toggle("wa-begun", this.#answers.given.size > 0);
    const heading = this.#view.querySelector("h2");
    document.title = `${heading.textContent} – ${page.title}`;
    this.#drawPartial(view);
    if (moveFocus) {
      heading.focus({ preventScroll: true });
      this.#root.scrollIntoView({ block: "start" });
    }
  }

  #question(step) {
    const answers = this.#answers;
    const asked = stepOf(step, answers);
    const aside = element("div", { "aria-live": "polite" });
    const changed = (value) => aside.replaceChildren(...[asked.aside?.(value)].filter(Boolean));
    const answered = (value, opened) => {
      const { value: read, errors } = asked.read(value, opened);
      if (errors) return errors;
      answers.given.set(step, read);
      this.#goOn();
      return null;
    };
    const back = this.#at > 0 ? () => history.back() : null;
    this.#view.replaceChildren(
      ...this.#warning(step),
      form({ ...asked, aside, answered, changed, back }),
    );
    changed(asked.chosen);
  }

  /** Our advice, once there is a safeguarding concern; not on its own question, which has it. */
  #warning(view) {
    const { safeguarding: fact } = page;
    const concern = this.#answers.given.get(fact) === "yes" && view !== fact;
    return concern ? [safeguarding(this.#answers.askedBy)] : [];
  }

  #check() {
    const { contradictions, left } = this.#answers;
    this.#view.replaceChildren(
      ...this.#warning(CHECK),
      element("h2", { tabindex: "-1" }, "Check your answers"),
      ...contradicting(contradictions),
      answerList(this.#answers, (step) => this.#go(step, CHECK)),
      element(
        "div",
        { class: "wa-buttons" },
        contradictions.length ? "" : button("See the result", () => this.#go(RESULT), "wa-main"),
        left.length
          ? button(`Go on with the questions (${leftInWords(left)})`, () => this.#goOnAsking())
          : "",
        this.#at > 0 ? button("Back", () => history.back(), "wa-quiet") : "",
      ),
    );
  }

  #goOnAsking() {
    this.#go(this.#answers.left[0]);
  }

  #result() {
    const answers = this.#answers;
    const result = new Result(answers, (step) => this.#go(step, RESULT), this.#example);
    const { left } = answers;
    this.#view.replaceChildren(
      ...this.#warning(RESULT),
      ...this.#opened(),
      element("h2", { tabindex: "-1" }, tierSentence(result.decision)),
      ...result.nodes(),
      answersInPrint(answers),
      element(
        "div",
        { class: "wa-buttons" },
        left.length
          ? button(
              `Go on with the questions (${leftInWords(left)})`,
              () => this.#goOnAsking(),
              "wa-main",
            )
          : "",
        button("Check or change your answers", () => this.#go(CHECK)),
        button("Print", () => window.print()),
        button("Start again", () => this.#startAgain(), "wa-quiet"),
      ),
      sharing(answers),
    );
  }

  /** What the link was that the reader came by. */
  #opened() {
    const said = [];
    if (this.#example) {
      said.push(`An example with a made-up pupil, for “${obligations[this.#example].title}”.`);
    }
    if (this.#leftOut) {
      said.push("Part of the link could not be used here, so it was left out.");
    }
    return said.map((text) => element("p", { class: "wa-note", role: "status" }, text));
  }

  #startAgain() {
    this.#answers = new Answers();
    this.#example = null;
    this.#leftOut = false;
    this.#views = [{ name: ASKED_BY }];
    this.#at = 0;
    history.replaceState({ view: 0 }, "", location.pathname);
    this.#draw();
  }

  /** From two answers on, what can be said already. */
  #drawPartial(view) {
    const answers = this.#answers;
    const wanted =
      view !== RESULT &&
      view !== CHECK &&
      answers.given.size >= 2 &&
      !answers.contradictions.length;
    if (!wanted) {
      this.#partial.replaceChildren();
      return;
    }
    const decision = decide(answers.facts);
    this.#partial.replaceChildren(
      element(
        "p",
        {},
        element("strong", {}, "So far: "),
        `${tierSentence(decision)} For this pupil: ${tally(decision)}.`,
      ),
      button("See the result so far", () => this.#go(RESULT)),
    );
  }
}

new Page(document.getElementById("what-applies"));
