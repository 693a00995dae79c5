// Who this browser is to the hub: a customer with a secret, and a device of its own for each tab.

/** Return that many random bytes in hexadecimal. */
export function random(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, "0")).join("");
}

/** Return the customer of this browser, or null for a visitor who has not written yet. */
export function knownCustomer(shelf) {
  const customer = shelf.get("customer");
  return customer?.id && customer?.secret ? customer : null;
}

/** Return the customer of this browser, made and kept when there is none. */
export function customer(shelf, profile, topic) {
  const known = knownCustomer(shelf) ?? { id: random(16), secret: random(32) };
  const told = { ...known, profile, topic };
  shelf.set("customer", told);
  return told;
}

/**
 * Hold a name for as long as this tab lives; false when another tab of this browser holds it.
 *
 * Where the browser has no locks nobody can tell, and the name counts as held elsewhere.
 */
export function hold(name) {
  if (!navigator.locks) return Promise.resolve(false);
  return new Promise((settle) => {
    const held = (lock) => {
      settle(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    };
    // Where storage is blocked locks are, too.
    navigator.locks.request(`agent-console.${name}`, { ifAvailable: true }, held).catch(() => settle(false));
  });
}

/** Return this tab's device: the same after a reload, another one in a duplicate of the tab. */
export async function device(tab) {
  const before = tab.get("device");
  if (before && (await hold(before))) return before;
  const fresh = random(16);
  tab.set("device", fresh);
  await hold(fresh);
  return fresh;
}
