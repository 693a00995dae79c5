// The widget's words, in the customer's language.

const LANGUAGES = ["en", "de", "nb", "ru"];
const NORWEGIAN = new Set(["no", "nn"]);
const ALL = "*";

/** Return the first language that the widget speaks; English when it speaks none of them. */
export function chosen(wanted) {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split(/[-_]/u)[0];
    const ours = NORWEGIAN.has(language) ? "nb" : language;
    if (LANGUAGES.includes(ours)) return ours;
  }
  return LANGUAGES[0];
}

export class Texts {
  constructor(language, words) {
    this.language = language;
    this.words = words;
    this.plurals = new Intl.PluralRules(language);
  }

  /** Read the words of a language from the hub. */
  static async read(language) {
    const answer = await fetch(`text/${language}.json`);
    return new Texts(language, await answer.json());
  }

  /** Return a text, its {holes} filled with values. */
  say(key, values = {}) {
    const text = this.words[key];
    if (text === undefined) throw new Error(`no text ${key}`);
    return text.replace(/\{(\w+)\}/gu, (_, name) => String(values[name]));
  }

  /** Return a text that depends on a number, by the language's own rules. */
  count(key, number) {
    const form = `${key}.${this.plurals.select(number)}`;
    return this.say(form in this.words ? form : `${key}.other`, { number });
  }

  /** Return the company's own text in this language or in its first; undefined when it has none. */
  own(wording) {
    return wording[this.language] ?? wording[ALL] ?? wording.en ?? Object.values(wording)[0];
  }

  /** Return the time of day, with the day when it is not today. */
  moment(milliseconds) {
    const when = new Date(milliseconds);
    const time = { hour: "2-digit", minute: "2-digit" };
    const day = { weekday: "long", day: "numeric", month: "long" };
    const today = when.toDateString() === new Date().toDateString();
    return when.toLocaleString(this.language, today ? time : { ...day, ...time });
  }

  clock(milliseconds) {
    return new Date(milliseconds).toLocaleTimeString(this.language, { hour: "2-digit", minute: "2-digit" });
  }

  day(milliseconds) {
    const form = { weekday: "long", day: "numeric", month: "long" };
    return new Date(milliseconds).toLocaleDateString(this.language, form);
  }

  size(bytes) {
    const [value, unit] = bytes < 1e6 ? [Math.max(1, bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
    const form = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 };
    return new Intl.NumberFormat(this.language, form).format(value);
  }
}
