// "What applies to this pupil?": one question a page, from what is not known to what is expected.
//
// A view is a step to be answered, the answers to be checked, or the result. The browser's own
// history holds only the number of each view, so that its Back works and nothing is kept.

import { Answers, ASKED_BY } from "./answers.js";
import { button, element, listed } from "./dom.js";
import { form } from "./question.js";
import { noDecision, safeguarding } from "./notices.js";
import { heading as pageHeading, safeguardingFact, titleOf } from "./page.js";
import { leftInWords, Result, tally, tierSentence } from "./result.js";
import { decide } from "./rules.js";
import { answerOf, headingOf, stepOf } from "./steps.js";

const CHECK = "?check";
const RESULT = "?result";

class Page {
  #root;
  #view = element("div", { class: "wa-view" });
  #partial = element("div", { class: "wa-partial", "aria-live": "polite" });
  #answers = new Answers();
  #views = [ASKED_BY];
  #at = 0;
  #example = null;
  #leftOut = false;
  #checking = false;

  constructor(root) {
    this.#root = root;
    root.replaceChildren(this.#view, this.#partial, noDecision());
    history.replaceState({ view: 0 }, "");
    window.addEventListener("popstate", ({ state }) => this.#moved(state?.view));
    window.addEventListener("hashchange", () => this.#fromLink());
    window.addEventListener("beforeprint", () => this.#unfold(true));
    window.addEventListener("afterprint", () => this.#unfold(false));
    if (!this.#fromLink()) this.#draw(false);
    root.hidden = false;
  }

  /** Answers that came with the address, if there are any. */
  #fromLink() {
    const found = Answers.fromFragment(location.hash);
    if (found === null) return false;
    this.#answers = found.answers;
    this.#example = titleOf(found.show) === null ? null : found.show;
    this.#leftOut = found.leftOut;
    this.#checking = false;
    this.#views = [RESULT];
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

  #go(view) {
    this.#views = [...this.#views.slice(0, this.#at + 1), view];
    this.#at += 1;
    history.pushState({ view: this.#at }, "");
    this.#draw();
  }

  /** What comes after an answer: the next question, then the answers to be checked. */
  #goOn() {
    const [next] = this.#answers.left;
    if (next !== undefined && !this.#answers.contradictions.length) {
      this.#go(this.#checking ? CHECK : next);
    } else this.#go(CHECK);
  }

  #draw(moveFocus = true) {
    const view = this.#views[this.#at];
    if (view !== CHECK && view !== RESULT) this.#question(view);
    else if (view === CHECK || this.#answers.contradictions.length) this.#check();
    else this.#result();
    this.#root.closest(".wa-page")?.classList.toggle("wa-begun", this.#answers.given.size > 0);
    const heading = this.#view.querySelector("h2");
    document.title = `${heading.textContent} – ${pageHeading}`;
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
    this.#view.replaceChildren(...this.#warning(step), form({ ...asked, aside, answered, changed, back }));
    changed(asked.chosen);
  }

  /** Our advice, once there is a safeguarding concern; not on its own question, which has it. */
  #warning(view) {
    const concern = this.#answers.given.get(safeguardingFact) === "yes" && view !== safeguardingFact;
    return concern ? [safeguarding(this.#answers.askedBy)] : [];
  }

  #check() {
    this.#checking = true;
    const { given, contradictions, left } = this.#answers;
    const lines = [...given].flatMap(([step, value]) => [
      element("dt", {}, headingOf(step)),
      element(
        "dd",
        {},
        element("span", {}, answerOf(step, value)),
        element(
          "button",
          { type: "button", class: "wa-ask", click: () => this.#go(step) },
          "Change",
          element("span", { class: "wa-unseen" }, `: ${headingOf(step)}`),
        ),
      ),
    ]);
    const against = contradictions.map(({ text }) => element("li", {}, text));
    this.#view.replaceChildren(
      ...this.#warning(CHECK),
      element("h2", { tabindex: "-1" }, "Check your answers"),
      contradictions.length
        ? element(
            "div",
            { class: "wa-problems", role: "alert" },
            element("p", { class: "wa-problems-head" }, "These answers contradict one another"),
            element("ul", {}, against),
            element("p", {}, "Change one of them to see the result."),
          )
        : "",
      element("dl", { class: "wa-answers" }, lines),
      element(
        "div",
        { class: "wa-buttons" },
        contradictions.length ? "" : button("See the result", () => this.#go(RESULT), "wa-main"),
        left.length ? button(`Go on with the questions (${leftInWords(left)})`, () => this.#goOnAsking()) : "",
        this.#at > 0 ? button("Back", () => history.back(), "wa-quiet") : "",
      ),
    );
  }

  #goOnAsking() {
    this.#checking = false;
    this.#go(this.#answers.left[0]);
  }

  #result() {
    const answers = this.#answers;
    const ask = (step) => {
      this.#checking = false;
      this.#go(step);
    };
    const result = new Result(answers, ask, this.#example);
    const { left } = answers;
    this.#view.replaceChildren(
      ...this.#warning(RESULT),
      ...this.#opened(),
      element("h2", { tabindex: "-1" }, tierSentence(result.decision)),
      ...result.nodes(),
      ...this.#sharing(),
      element(
        "div",
        { class: "wa-buttons" },
        left.length ? button(`Go on with the questions (${leftInWords(left)})`, () => this.#goOnAsking(), "wa-main") : "",
        button("Check or change your answers", () => this.#go(CHECK)),
        button("Print", () => window.print()),
        button("Start again", () => this.#startAgain(), "wa-quiet"),
      ),
    );
  }

  /** What the link was that the reader came by. */
  #opened() {
    const said = [];
    if (this.#example) {
      said.push(`An example with a made-up pupil, for “${titleOf(this.#example)}”.`);
    }
    if (this.#leftOut) {
      said.push("Part of the link is no answer that can be given here, and was left out.");
    }
    return said.map((text) => element("p", { class: "wa-note", role: "status" }, text));
  }

  #sharing() {
    const shown = element("div", { class: "wa-link", "aria-live": "polite" });
    const copy = async () => {
      const address = new URL(location.href);
      address.hash = this.#answers.toFragment();
      const field = element("input", {
        type: "text",
        readonly: true,
        value: address.href,
        "aria-label": "The link with your answers",
        focus: () => field.select(),
      });
      const holds = listed([...this.#answers.given.keys()].map((step) => headingOf(step)));
      shown.replaceChildren(
        field,
        element("p", { class: "wa-hint" }, `The link holds your answers to these questions, and no name: ${holds}`),
      );
      const copied = await copyText(address.href);
      shown.append(element("p", {}, copied ? "Copied." : "Copy it from the field above."));
    };
    return [element("div", { class: "wa-share" }, button("Copy link", copy), shown)];
  }

  #startAgain() {
    this.#answers = new Answers();
    this.#example = null;
    this.#leftOut = false;
    this.#checking = false;
    this.#views = [ASKED_BY];
    this.#at = 0;
    history.replaceState({ view: 0 }, "", location.pathname);
    this.#draw();
  }

  /** From two answers on, what can be said already. */
  #drawPartial(view) {
    const answers = this.#answers;
    const wanted = view !== RESULT && view !== CHECK && answers.given.size >= 2 && !answers.contradictions.length;
    if (!wanted) {
      this.#partial.replaceChildren();
      return;
    }
    const decision = decide(answers.facts);
    this.#partial.replaceChildren(
      element("p", {}, element("strong", {}, "So far: "), `${tierSentence(decision)} For this pupil: ${tally(decision)}.`),
      button(`See the result so far`, () => this.#go(RESULT)),
    );
  }

  /** In print everything is to be read that is folded on the screen. */
  #unfold(open) {
    for (const fold of this.#view.querySelectorAll("details")) {
      if (open && !fold.open) fold.dataset.folded = "";
      if (open) fold.open = true;
      else if ("folded" in fold.dataset) {
        fold.open = false;
        delete fold.dataset.folded;
      }
    }
  }
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

new Page(document.getElementById("what-applies"));
