// Requests with an end to patience: a client that hangs is a failure.

const patience = 15000;

export const send = (params, { client, connection, stream }, options = {}) => within(
  client.send(connection.client, params, { stream, ...options }), "the client got no end");

export function within(promise, words) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${words} within ${patience} ms`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
