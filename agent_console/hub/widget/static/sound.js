// A short, soft tone for a new message; silent until the customer asks for it.

let context = null;

/** Let the browser allow sound; to be called from a click. */
export function allow() {
  context ??= new AudioContext();
  return context.resume();
}

export function chime() {
  if (context?.state !== "running") return;
  const tone = context.createOscillator();
  const volume = context.createGain();
  const now = context.currentTime;
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.08, now);
  volume.gain.exponentialRampToValueAtTime(0.0001, now + 0.35);
  tone.connect(volume).connect(context.destination);
  tone.start(now);
  tone.stop(now + 0.35);
}
