// Runs a Vendure shop: `node serve.js DATABASE`, with its orders as one line of JSON on standard input.
// It makes the database, prints its port once it listens, on 127.0.0.1 alone, and answers until it is ended.
'use strict';

const readline = require('node:readline');
const vendure = require('@vendure/core');

const config = {
  apiOptions: { port: 0, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['cookie'],
    superadminCredentials: { identifier: 'console', password: 'wonderland' },
    cookieOptions: { secret: 'for-tests-only' },
  },
  dbConnectionOptions: { type: 'better-sqlite3', database: process.argv[2], synchronize: true },
  paymentOptions: { paymentMethodHandlers: [] },
  logger: new vendure.DefaultLogger({ level: vendure.LogLevel.Error }),
};

const cents = (amount) => Math.round(Number(amount) * 100);

class Filling {
  constructor(connection) {
    this.connection = connection;
  }

  keep(entity, values) {
    return this.connection.getRepository(entity).save(new entity(values));
  }

  async prepare() {
    const zone = await this.keep(vendure.Zone, { name: 'Everywhere', members: [] });
    const channels = this.connection.getRepository(vendure.Channel);
    this.channel = await channels.findOneByOrFail({ code: vendure.DEFAULT_CHANNEL_CODE });
    await channels.update(this.channel.id, { defaultTaxZone: zone, defaultShippingZone: zone });
    this.taxCategory = await this.keep(vendure.TaxCategory, { name: 'Standard', isDefault: true });
    this.customers = new Map();
  }

  async customer(emailAddress) {
    if (!this.customers.has(emailAddress)) {
      const values = { firstName: 'Some', lastName: 'Body', emailAddress, channels: [this.channel] };
      this.customers.set(emailAddress, await this.keep(vendure.Customer, values));
    }
    return this.customers.get(emailAddress);
  }

  async variant(item) {
    const name = await this.keep(vendure.ProductVariantTranslation, { languageCode: 'en', name: item.name });
    return this.keep(vendure.ProductVariant, {
      sku: item.sku, enabled: true, translations: [name], taxCategory: this.taxCategory, channels: [this.channel],
    });
  }

  async line(item) {
    const listPrice = cents(item.amount) / item.quantity;
    return this.keep(vendure.OrderLine, {
      productVariant: await this.variant(item), taxCategory: this.taxCategory, quantity: item.quantity,
      orderPlacedQuantity: item.quantity, listPrice, initialListPrice: listPrice, listPriceIncludesTax: true,
      adjustments: [], taxLines: [],
    });
  }

  async order(order) {
    const lines = [];
    for (const item of order.items) {
      lines.push(await this.line(item));
    }
    await this.keep(vendure.Order, {
      code: order.number, state: order.status, active: false, orderPlacedAt: new Date(order.placed_at),
      type: 'Regular', customer: await this.customer(order.email), lines, currencyCode: order.currency,
      subTotal: cents(order.total), subTotalWithTax: cents(order.total), shipping: 0, shippingWithTax: 0,
      shippingAddress: { fullName: order.recipient, streetLine1: order.street, city: 'Bergen', postalCode: '5003' },
      billingAddress: {}, couponCodes: [], surcharges: [], promotions: [], channels: [this.channel],
    });
  }
}

async function main() {
  const told = readline.createInterface({ input: process.stdin });
  const { value: line } = await told[Symbol.asyncIterator]().next();
  const app = await vendure.bootstrap(config);
  const filling = new Filling(app.get(vendure.TransactionalConnection).rawConnection);
  await filling.prepare();
  for (const order of JSON.parse(line)) {
    await filling.order(order);
  }
  console.log(app.getHttpServer().address().port);
}

main();
