// How a conversation stands, in words.

/** Return the line above the messages; empty before the hub has said how it stands. */
export function standingWords(texts, { standing, over, customer }) {
  if (!standing) return "";
  if (standing.blocked) return texts.say("standing.blocked");
  if (over) return texts.say("standing.closed");
  if (standing.status === "waiting") return waiting(texts, standing, customer);
  return answered(texts, standing);
}

function waiting(texts, { place, wait_ms: wait }, { topic, profile }) {
  if (topic.channel === "callback") return texts.say("standing.callback", { number: profile.phone });
  if (topic.channel === "form") return texts.say("standing.form", { email: profile.email });
  if (!place) return texts.say("standing.waiting");
  const words = texts.say("standing.place", { place });
  return wait ? `${words} ${texts.count("standing.minutes", Math.max(1, Math.ceil(wait / 60000)))}` : words;
}

function answered(texts, { agent, hold_until_ms: until, promise }) {
  const name = agent || texts.say("standing.somebody");
  if (!until) return texts.say("standing.answered", { name });
  const time = texts.moment(until);
  const words = promise.trim();
  if (!words) return texts.say("standing.promise", { name, time });
  return texts.say("standing.promised", { name, time, promise: words });
}
