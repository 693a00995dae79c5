// Runs a Vendure shop: `node serve.js DATABASE`, with its orders as one line on standard input.
// It prints its port once it listens, on 127.0.0.1 alone.
'use strict';

const readline = require('readline');
const {
  bootstrap, Channel, ChannelService, Customer, DefaultLogger, DefaultSearchPlugin, InMemoryJobQueueStrategy, JobQueueService,
  LanguageCode, LogLevel, Order, OrderLine, ProductService, ProductVariantService, RequestContextService,
  TransactionalConnection,
} = require('@vendure/core');

const ADDRESS = '127.0.0.1';

const config = {
  apiOptions: { port: 0, hostname: ADDRESS, adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['cookie'],
    superadminCredentials: { identifier: 'console', password: 'wonderland' },
    cookieOptions: { secret: 'for-tests-only' },
  },
  dbConnectionOptions: { type: 'better-sqlite3', database: process.argv[2], synchronize: true, logging: false },
  paymentOptions: { paymentMethodHandlers: [] },
  logger: new DefaultLogger({ level: LogLevel.Error }),
};

module.exports = { config };
