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

/** Return how the browser writes dates, as far as its words are the language's own. */
export function region(language, wanted) {
  return wanted.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

/** Return whether a locale counts the hours to 12 or to 24, as `Intl` names it. */
export function hours(locale) {
  return new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hourCycle;
}

export class Texts {
  /** `wanted` are the browser's locales: times are written as they are wherever else the customer looks. */
  constructor(language, words, wanted = navigator.languages) {
    this.language = language;
    this.words = words;
    this.locale = region(language, wanted);
    this.time = { hour: "2-digit", minute: "2-digit", hourCycle: hours(wanted[0] ?? language) };
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
    const day = { weekday: "long", day: "numeric", month: "long" };
    const today = when.toDateString() === new Date().toDateString();
    return when.toLocaleString(this.locale, today ? this.time : { ...day, ...this.time });
  }

  clock(milliseconds) {
    return new Date(milliseconds).toLocaleTimeString(this.locale, this.time);
  }

  day(milliseconds) {
    const form = { weekday: "long", day: "numeric", month: "long" };
    return new Date(milliseconds).toLocaleDateString(this.locale, form);
  }

  size(bytes) {
    const [value, unit] = bytes < 1e6 ? [Math.max(1, bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
    const form = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 };
    return new Intl.NumberFormat(this.language, form).format(value);
  }
}
