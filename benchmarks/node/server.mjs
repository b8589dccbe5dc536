// What a team would build with Node: ws, graphql-ws and graphql-redis-subscriptions, each subscriber with a filter of its own.
// Environment: PORT, REDIS_PORT, SCHEMA (a file), CHANNEL_PER_TICKET (1: a Redis channel for each ticket, no filter).
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSchema } from 'graphql';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { withFilter } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const CHANNEL = 'ticket-events';
const channelPerTicket = process.env.CHANNEL_PER_TICKET === '1';
const pubsub = new RedisPubSub({ connection: { host: '127.0.0.1', port: Number(process.env.REDIS_PORT) } });

const hasToDoWith = (user, event) =>
  event.ticket.createdBy === user.id ||
  event.ticket.assignedTo?.id === user.id ||
  event.before.assignedTo === user.id;
const maySee = (user, event) => user.staff || hasToDoWith(user, event);
const allEvents = () => pubsub.asyncIterableIterator(CHANNEL);

// The event as it is: its fields are those of the schema.
const resolve = (event) => event;
const subscriptions = {
  supportTicketEvents: {
    subscribe: withFilter(allEvents, (event, { filter }, { user }) => {
      const statuses = filter?.statuses;
      return (
        maySee(user, event) &&
        (!statuses || statuses.includes(event.ticket.status) || statuses.includes(event.before.status))
      );
    }),
    resolve,
  },
  ticketUpdated: {
    subscribe: channelPerTicket
      ? (_, { ticketId }) => pubsub.asyncIterableIterator(`${CHANNEL}:${ticketId}`)
      : withFilter(allEvents, (event, { ticketId }, { user }) => event.ticket.id === ticketId && maySee(user, event)),
    resolve,
  },
  myTicketUpdates: {
    subscribe: withFilter(allEvents, (event, _, { user }) => hasToDoWith(user, event)),
    resolve,
  },
  teamTicketUpdates: {
    subscribe: withFilter(
      allEvents,
      (event, { teamId }, { user }) => user.staff && (event.ticket.team === teamId || event.before.team === teamId),
    ),
    resolve,
  },
};

const schema = buildSchema(readFileSync(process.env.SCHEMA, 'utf8'));
for (const [name, field] of Object.entries(schema.getSubscriptionType().getFields())) {
  Object.assign(field, subscriptions[name]);
}

// Takes the user from the token; its signature is not checked here, which spares this server what the gateway does.
const user = ({ connectionParams }) => {
  const claims = JSON.parse(Buffer.from(connectionParams.Authorization.split('.')[1], 'base64url').toString());
  return { id: claims.sub, staff: claims.realm_access.roles.includes('agent') };
};

const http = createServer((_, response) => response.end('ready'));
const sockets = new WebSocketServer({ server: http, path: '/graphql' });
useServer(
  {
    schema,
    onConnect: (context) => {
      context.extra.user = user(context);
    },
    context: ({ extra }) => ({ user: extra.user }),
  },
  sockets,
);
http.listen(Number(process.env.PORT), '127.0.0.1', 4096, () => console.log('listening'));
