// Talks to the gateway as a browser application would. What the test behind it has to do is said on stdout:
// "emit <subscriptions> <events>": when so many subscriptions are open, cause so many events.
import assert from 'node:assert/strict';
import { on, once } from 'node:events';
import { createServer } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { ApolloClient, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const { GATEWAY_URL, LONG_TOKEN, SHORT_TOKEN, SSE_SHORT_TOKEN, TICKET_ID } = process.env;
const EVENTS = 5;
const FIELDS = '{ eventId version cursor ticket { id status } }';
const SUBSCRIPTIONS = {
  supportTicketEvents: `subscription { supportTicketEvents(filter: { statuses: ["new"] }) ${FIELDS} }`,
  ticketUpdated: `subscription { ticketUpdated(ticketId: "${TICKET_ID}") ${FIELDS} }`,
  myTicketUpdates: `subscription { myTicketUpdates ${FIELDS} }`,
  teamTicketUpdates: `subscription { teamTicketUpdates ${FIELDS} }`,
};

const emit = (subscriptions, events) => console.log(`emit ${subscriptions} ${events}`);

function connect(options) {
  const seen = { connecting: 0, closes: [] };
  const client = createClient({
    url: GATEWAY_URL,
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: `Bearer ${LONG_TOKEN}` },
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
    on: {
      connecting: () => seen.connecting++,
      closed: (event) => seen.closes.push(event.code),
    },
    ...options,
  });
  return { client, seen };
}

function connectSse(options) {
  const seen = { connected: 0 };
  const client = createSseClient({
    url: GATEWAY_URL.replace('ws:', 'http:'),
    headers: { Authorization: `Bearer ${LONG_TOKEN}` },
    retry: () => new Promise((resolve) => setTimeout(resolve, 50)),
    on: { connected: () => seen.connected++ },
    ...options,
  });
  return { client, seen };
}

/** A port before the gateway: closed until it is opened, then the first handshakes get 503. */
async function front() {
  const listen = (server, port) => new Promise((resolve) => server.listen(port, 'localhost', resolve));
  const reserve = createServer();
  await listen(reserve, 0);
  const { port } = reserve.address();
  await new Promise((resolve) => reserve.close(resolve));
  const server = createServer();
  const sockets = [];
  return {
    url: `ws://localhost:${port}/graphql`,
    async open(refusals) {
      server.on('upgrade', (request, socket, head) => {
        if (refusals-- > 0) {
          socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n');
          return;
        }
        const { hostname, port } = new URL(GATEWAY_URL);
        const gateway = connectTcp(Number(port), hostname);
        const headers = [];
        for (let i = 0; i < request.rawHeaders.length; i += 2) {
          headers.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}\r\n`);
        }
        gateway.write(`GET /graphql HTTP/1.1\r\n${headers.join('')}\r\n`);
        gateway.write(head);
        gateway.pipe(socket).pipe(gateway);
        sockets.push(socket, gateway);
        for (const each of [socket, gateway]) each.on('error', () => {});
      });
      await listen(server, port);
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const cases = {
  async 'graphql-sse receives the events of every subscription in order'() {
    const { client } = connectSse();
    const received = Promise.all(
      Object.entries(SUBSCRIPTIONS).map(async ([name, query]) => {
        const versions = [];
        for await (const result of client.iterate({ query })) {
          assert.equal(result.errors, undefined);
          versions.push(result.data[name].version);
          if (versions.length === EVENTS) break;
        }
        return versions;
      }),
    );
    emit(4, EVENTS);
    for (const versions of await received) assert.deepEqual(versions, [1, 2, 3, 4, 5]);
    client.dispose();
  },

  async 'graphql-sse runs a query, and reports a faulty document and a refused subscription'() {
    const { client } = connectSse();
    const all = async (query) => {
      const results = [];
      for await (const result of client.iterate({ query })) results.push(result);
      return results;
    };
    assert.deepEqual(await all('{ me { id } }'), [{ data: { me: { id: 'alice' } } }]);
    const codes = async (query) => (await all(query)).map((result) => result.errors[0].extensions.code);
    assert.deepEqual(await codes('{ nothing }'), ['INVALID_INPUT']);
    assert.deepEqual(await codes('subscription { teamTicketUpdates(teamId: "second-line") { eventId } }'), ['FORBIDDEN']);
    client.dispose();
  },

  async 'graphql-sse connects again with a fresh token when the old one expires'() {
    let token = SSE_SHORT_TOKEN;
    const { client, seen } = connectSse({
      headers: () => {
        const headers = { Authorization: `Bearer ${token}` };
        token = LONG_TOKEN;
        return headers;
      },
    });
    const events = client.iterate({ query: SUBSCRIPTIONS.myTicketUpdates });
    const first = events.next();
    while (seen.connected < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    emit(1, 1);
    assert.equal((await first).value.data.myTicketUpdates.version, 1);
    await events.return();
    client.dispose();
  },

  async 'graphql-ws receives the events of every subscription in order and completes'() {
    const { client, seen } = connect();
    const received = Promise.all(
      Object.entries(SUBSCRIPTIONS).map(async ([name, query]) => {
        const versions = [];
        for await (const result of client.iterate({ query })) {
          assert.equal(result.errors, undefined);
          versions.push(result.data[name].version);
          if (versions.length === EVENTS) break;
        }
        return versions;
      }),
    );
    emit(4, EVENTS);
    for (const versions of await received) assert.deepEqual(versions, [1, 2, 3, 4, 5]);
    await client.dispose();
    assert.equal(seen.connecting, 1);
  },

  async 'ws gets the same text compressed as not'() {
    const all = `subscription { supportTicketEvents { eventId eventType timestamp version cursor ticket { id reference
      request description status priority tags createdBy { id } assignedTo { id } watchers { id } } } }`;
    const received = async (perMessageDeflate, extensions) => {
      const socket = new WebSocket(GATEWAY_URL, 'graphql-transport-ws', { perMessageDeflate });
      await once(socket, 'open');
      assert.equal(socket.extensions, extensions);
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authToken: LONG_TOKEN } }));
      const texts = [];
      let bytesBefore;
      for await (const [data] of on(socket, 'message')) {
        const text = data.toString();
        const { type } = JSON.parse(text);
        if (type === 'connection_ack') {
          bytesBefore = socket._socket.bytesRead;
          socket.send(JSON.stringify({ id: 'ünïcödé "1"', type: 'subscribe', payload: { query: all } }));
        }
        if (type === 'next') texts.push(text);
        if (texts.length === EVENTS) break;
      }
      const bytes = socket._socket.bytesRead - bytesBefore;
      socket.terminate();
      return { texts, bytes };
    };
    const both = Promise.all([received(true, 'permessage-deflate'), received(false, '')]);
    emit(2, EVENTS);
    const [compressed, plain] = await both;
    assert.deepEqual(compressed.texts, plain.texts);
    assert.ok(compressed.bytes < plain.bytes * 0.75, `${compressed.bytes} of ${plain.bytes} bytes`);
  },

  async 'graphql-ws compresses what it sends, in fragments too'() {
    class Compressing extends WebSocket {
      constructor(url, protocols) {
        super(url, protocols, { perMessageDeflate: { threshold: 0 } });
      }
      send(text) {
        super.send(text.slice(0, 20), { fin: false });
        super.send(text.slice(20), { fin: true });
      }
    }
    const { client, seen } = connect({ webSocketImpl: Compressing });
    const results = [];
    for await (const result of client.iterate({ query: '{ me { id } }' })) results.push(result.data.me.id);
    assert.deepEqual(results, ['alice']);
    const events = client.iterate({ query: SUBSCRIPTIONS.ticketUpdated });
    const first = events.next();
    emit(1, 1);
    assert.equal((await first).value.data.ticketUpdated.version, 1);
    await events.return();
    await client.dispose();
    assert.deepEqual(seen.closes, [1000]);
  },

  async 'graphql-ws runs a query'() {
    const { client } = connect();
    const results = [];
    for await (const result of client.iterate({ query: '{ me { id } }' })) results.push(result.data.me.id);
    assert.deepEqual(results, ['alice']);
    await client.dispose();
  },

  async 'graphql-ws reports a refused subscription and keeps the connection'() {
    const { client, seen } = connect({ lazyCloseTimeout: 5000 });
    const refused = client.iterate({ query: 'subscription { teamTicketUpdates(teamId: "second-line") { eventId } }' });
    await assert.rejects(refused.next(), (errors) => {
      assert.equal(errors[0].extensions.code, 'FORBIDDEN');
      return true;
    });
    const me = await client.iterate({ query: '{ me { id } }' }).next();
    assert.equal(me.value.data.me.id, 'alice');
    assert.equal(seen.connecting, 1);
    await client.dispose();
  },

  async 'graphql-ws connects again with a fresh token when the old one expires'() {
    let token = SHORT_TOKEN;
    const { client, seen } = connect({
      connectionParams: () => {
        const params = { authToken: token };
        token = LONG_TOKEN;
        return params;
      },
    });
    const events = client.iterate({ query: SUBSCRIPTIONS.myTicketUpdates });
    const first = events.next();
    while (seen.closes.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(seen.closes, [4403]);
    emit(1, 1);
    assert.equal((await first).value.data.myTicketUpdates.version, 1);
    assert.equal(seen.connecting, 2);
    await events.return();
    await client.dispose();
  },

  async 'graphql-ws with shouldRetry comes back after refused connections and handshakes, and others do not'() {
    const gateway = await front();
    const { client, seen } = connect({ url: gateway.url, retryAttempts: Infinity, shouldRetry: () => true });
    const events = client.iterate({ query: SUBSCRIPTIONS.myTicketUpdates });
    const first = events.next();
    while (seen.connecting < 3) await new Promise((resolve) => setTimeout(resolve, 50));
    const refusedBefore = seen.connecting;
    await gateway.open(2);
    emit(1, 1);
    assert.equal((await first).value.data.myTicketUpdates.version, 1);
    assert.ok(seen.connecting >= refusedBefore + 2, `${seen.connecting} connections`);
    await events.return();
    await client.dispose();
    gateway.close();

    const without = connect({ url: gateway.url });
    await assert.rejects(without.client.iterate({ query: SUBSCRIPTIONS.myTicketUpdates }).next());
    assert.equal(without.seen.connecting, 1);
  },

  async 'graphql-ws gives up at once after a fatal close'() {
    const { client, seen } = connect({ generateID: () => 'always-the-same' });
    const first = client.iterate({ query: SUBSCRIPTIONS.myTicketUpdates }).next();
    const second = client.iterate({ query: SUBSCRIPTIONS.myTicketUpdates }).next();
    for (const outcome of await Promise.allSettled([first, second])) {
      assert.equal(outcome.status, 'rejected');
      assert.equal(outcome.reason.code, 4409);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(seen.connecting, 1);
  },

  async 'Apollo Client receives events in order'() {
    const { client: wsClient } = connect();
    const apollo = new ApolloClient({ link: new GraphQLWsLink(wsClient), cache: new InMemoryCache() });
    const versions = [];
    const received = new Promise((resolve, reject) => {
      const subscription = apollo.subscribe({ query: gql(SUBSCRIPTIONS.supportTicketEvents) }).subscribe({
        next: ({ data, error }) => {
          if (error) reject(error);
          versions.push(data.supportTicketEvents.version);
          if (versions.length === EVENTS) {
            subscription.unsubscribe();
            resolve();
          }
        },
        error: reject,
      });
    });
    emit(1, EVENTS);
    await received;
    assert.deepEqual(versions, [1, 2, 3, 4, 5]);
    apollo.stop();
    await wsClient.dispose();
  },

  async 'Apollo Client runs a query over the socket'() {
    const { client: wsClient } = connect();
    const apollo = new ApolloClient({ link: new GraphQLWsLink(wsClient), cache: new InMemoryCache() });
    const { data } = await apollo.query({ query: gql('{ me { id roles } }') });
    assert.equal(data.me.id, 'alice');
    apollo.stop();
    await wsClient.dispose();
  },
};

for (const [name, run] of Object.entries(cases)) {
  await run();
  console.log(`ok ${name}`);
}
console.log('done');
process.exit(0);
